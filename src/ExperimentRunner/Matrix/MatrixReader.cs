using System.Text;
using ExperimentRunner.Matrix.Cells;
using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Matrix.Reading;
using ExperimentRunner.Matrix.Yaml;

namespace ExperimentRunner.Matrix;

/// <summary>Reads a matrix from the bytes of its file and the overrides of a command line.</summary>
internal sealed class MatrixReader(ImageFolders folders)
{
    public const int MostBytes = 1 << 20;

    /// <summary>What another machine may have.</summary>
    private static readonly FaultKind[] MissingHere = [FaultKind.MissingFolder, FaultKind.MissingPath, FaultKind.MissingWeights];

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>All faults are collected; only broken YAML hides what stands in it.</summary>
    /// <param name="file">What the bytes are called in faults, and the folder that relative paths in them start from.</param>
    /// <param name="yaml">The matrix, in UTF-8.</param>
    /// <param name="overrides"><c>key=value</c> each; the value is YAML. A later one wins.</param>
    /// <param name="currentFolder">Absolute folder that relative paths in overrides start from.</param>
    public MatrixReading Read(Source file, ReadOnlySpan<byte> yaml, IReadOnlyList<string> overrides, string currentFolder)
    {
        var faults = new FaultLog(folders.MayBeElsewhere ? MissingHere : null);
        YamlOverride[] settings =
        [
            .. overrides
                .Select((text, index) => YamlOverride.Read(text, new Source($"--set={text}", currentFolder, file.Order + 1 + index), faults))
                .OfType<YamlOverride>(),
        ];
        Node? root = Text(yaml, file, faults) is { } text ? NodeReader.Read(text, file, faults) : null;
        SweepDefinition? definition = root is null ? null : Definition(Apply(settings, root), faults);
        return definition is not null && !faults.HasErrors ? new MatrixReading.Valid(definition, faults.Sorted()) : new MatrixReading.Faulty(faults.Sorted());
    }

    private SweepDefinition? Definition(Node root, FaultLog faults) =>
        new DocumentReader(faults).Read(root) is { } document ? new DefinitionBuilder(faults, folders).Build(document) : null;

    private static Node Apply(IReadOnlyList<YamlOverride> settings, Node root) => root is Node.Map map
        ? settings.Aggregate(map, (changed, setting) => setting.ApplyTo(changed, DocumentReader.Sections))
        : root;

    private static string? Text(ReadOnlySpan<byte> yaml, Source file, FaultLog faults)
    {
        if (yaml.Length > MostBytes)
        {
            faults.Add(FaultKind.FileTooLarge, Place.StartOf(file), $"The file has more than {Wording.Number(MostBytes)} bytes. Use a smaller one.");
            return null;
        }

        try
        {
            return StrictUtf8.GetString(yaml).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException exception)
        {
            ReadOnlySpan<byte> before = yaml[..Math.Max(0, exception.Index)];
            var place = new Place(file, 1 + before.Count((byte)'\n'), 1 + before.Length - (before.LastIndexOf((byte)'\n') + 1));
            faults.Add(FaultKind.BrokenYaml, place, "Not UTF-8 text. Save the file in UTF-8.");
            return null;
        }
    }
}
