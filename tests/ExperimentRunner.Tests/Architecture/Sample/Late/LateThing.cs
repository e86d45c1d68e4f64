using ExperimentRunner.Tests.Architecture.Sample.Early;

namespace ExperimentRunner.Tests.Architecture.Sample.Late;

internal sealed class LateThing
{
    public static string Name => nameof(LateThing);

    public static string EarlierName() => InBody.Name();
}
