using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace ExperimentRunner.TrackingServer.Pages.Writing;

/// <summary>
/// A piece of a page, written as an interpolated string: its literal text is markup, and what stands in a hole is encoded,
/// unless it is such a piece itself. So no name, tag or parameter of a run can become markup or leave a quoted attribute.
/// </summary>
[InterpolatedStringHandler]
internal sealed class Markup
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder text;

    public Markup(int literalLength, int holes) => text = new StringBuilder(literalLength + (16 * holes));

    public static Markup Nothing { get; } = new(0, 0);

    /// <summary>Makes the compiler read <paramref name="piece"/> as markup where its type would not tell.</summary>
    public static Markup Of(Markup piece) => piece;

    public void AppendLiteral(string literal) => text.Append(literal);

    public void AppendFormatted(string? value) => text.Append(Encoder.Encode(value ?? ""));

    public void AppendFormatted(long value) => text.Append(value.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(Markup? piece) => text.Append(piece?.text);

    public void AppendFormatted(IEnumerable<Markup> pieces)
    {
        foreach (Markup piece in pieces)
        {
            text.Append(piece.text);
        }
    }

    public override string ToString() => text.ToString();
}
