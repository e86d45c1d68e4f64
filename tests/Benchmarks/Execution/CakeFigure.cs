using System.Diagnostics;
using Benchmarks.Measuring;

namespace Benchmarks.Execution;

/// <summary>What <c>dotnet cake</c> takes before and after its targets: the time of a dry run, which does nothing, from the root of the repository. The first of several may compile the scripts.</summary>
internal static class CakeFigure
{
    private const int Times = 5;

    public static async Task<string> MeasureAsync(CancellationToken cancellationToken)
    {
        var seconds = new List<double>();
        for (int time = 0; time < Times; time++)
        {
            long begin = Stopwatch.GetTimestamp();
            await MeasuredProcess.RunAsync("dotnet", ["cake", "--target=Plan", "--dryrun"], MeasuredProcess.AsItIs, memory: null, cancellationToken);
            seconds.Add(Stopwatch.GetElapsedTime(begin).TotalSeconds);
        }

        return FormattableString.Invariant($"dotnet cake --target=Plan --dryrun: first {seconds[0]:0.00} s, then median {seconds.Skip(1).Order().ElementAt(Times / 2):0.00} s.");
    }
}
