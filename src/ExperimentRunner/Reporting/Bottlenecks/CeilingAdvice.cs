using ExperimentRunner.Reporting.Tables;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Reporting.Bottlenecks;

/// <summary>What measured ceilings speak for and against.</summary>
internal static class CeilingAdvice
{
    /// <summary>In place of remedies that can't bring anything worth it.</summary>
    public static Advice InPlaceOfRemedies(MeasuredCeiling ceiling) => new(
        $"{Remedies(ceiling.Kind)} can't bring more than {FigureText.PercentExactly(ceiling.Gain!.High - 1)}, as the probe {Without(ceiling.Kind)} shows.", Measured: null);

    /// <summary>Of what is no large part of a step and costs speed all the same: loader threads take cores from the devices, for example.</summary>
    public static IEnumerable<Advice> Beside(IEnumerable<MeasuredCeiling> ceilings) =>
        from ceiling in ceilings
        where ceiling.ShowsGain
        select new Advice($"{Beside(ceiling.Kind)} (the probe {Without(ceiling.Kind)} ran at {RatioText.Of(ceiling.Gain)} the speed).", Measured: null);

    /// <summary>For example <c>without data</c>.</summary>
    public static string Without(ProbeKind kind) => kind switch
    {
        ProbeKind.NoData => "without data",
        ProbeKind.NoExchange => "without exchange",
    };

    private static string Remedies(ProbeKind kind) => kind switch
    {
        ProbeKind.NoData => "More loader threads, smaller files and less augmentation",
        ProbeKind.NoExchange => "A faster link, larger batches and accumulation",
    };

    private static string Beside(ProbeKind kind) => kind switch
    {
        ProbeKind.NoData => "Preparing images costs more than the wait for them shows: augment less, or leave loader threads cores of their own (threads_per_device)",
        ProbeKind.NoExchange => "Exchange costs more than its share of a step shows: accumulate more micro-batches, or use a larger batch_per_device",
    };
}
