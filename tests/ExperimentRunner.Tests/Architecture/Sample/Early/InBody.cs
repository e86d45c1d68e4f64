using ExperimentRunner.Tests.Architecture.Sample.Late;

namespace ExperimentRunner.Tests.Architecture.Sample.Early;

internal static class InBody
{
    public static string Name() => LateThing.Name;
}
