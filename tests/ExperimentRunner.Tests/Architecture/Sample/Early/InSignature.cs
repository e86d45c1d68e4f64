using ExperimentRunner.Tests.Architecture.Sample.Late;

namespace ExperimentRunner.Tests.Architecture.Sample.Early;

internal sealed class InSignature
{
    public LateThing? Thing { get; init; }
}
