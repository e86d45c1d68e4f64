using ExperimentRunner.Tests.Architecture.Sample.Late;

namespace ExperimentRunner.Tests.Architecture.Sample.Early;

internal sealed class InGenericArgument
{
    public IReadOnlyList<IReadOnlyList<LateThing>> Things { get; init; } = [];
}
