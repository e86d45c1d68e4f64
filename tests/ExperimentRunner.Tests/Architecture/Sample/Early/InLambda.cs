using ExperimentRunner.Tests.Architecture.Sample.Late;

namespace ExperimentRunner.Tests.Architecture.Sample.Early;

internal static class InLambda
{
    public static IEnumerable<string> Names(int count) => Enumerable.Range(0, count).Select(index => $"{LateThing.Name}{index}");
}
