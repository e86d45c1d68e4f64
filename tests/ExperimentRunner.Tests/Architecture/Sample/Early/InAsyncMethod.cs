using ExperimentRunner.Tests.Architecture.Sample.Late;

namespace ExperimentRunner.Tests.Architecture.Sample.Early;

internal static class InAsyncMethod
{
    public static async Task<string> NameAsync()
    {
        await Task.Yield();
        return LateThing.Name;
    }
}
