using Benchmarks.Contenders;
using Benchmarks.Measuring;

namespace Benchmarks.Rows;

/// <summary>One question of the table.</summary>
/// <param name="Question">For example <c>2 devices against PyTorch DDP, fp32</c>.</param>
/// <param name="Subject">What is asked about.</param>
/// <param name="Against">What it is held against in the same round; null where its own figure is the answer.</param>
/// <param name="Figure">Read from both.</param>
/// <param name="Unit">Of the figure.</param>
internal sealed record BenchRow(string Question, Goal Goal, Contender Subject, Contender? Against, Func<Measurement, double?> Figure, string Unit)
{
    /// <summary>The ratio is divided by it: the devices, where an efficiency is asked.</summary>
    public double Divisor { get; init; } = 1;

    /// <summary>Of the answer, as .NET formats numbers.</summary>
    public string Format { get; init; } = "0.00";

    /// <summary>The figure in the unit.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Why this machine or command line can't answer it; null if it can.</summary>
    public string? LeftOut { get; init; }

    public IEnumerable<Contender> Contenders => Against is null ? [Subject] : [Subject, Against];
}
