using CliWrap;

namespace ExperimentRunner.Trainer.Tests.Loop;

/// <summary>A runner that ends, and leaves its trainer, once that has trained an epoch.</summary>
internal static class ShortLivedRunner
{
    /// <summary>Executed buffered, it has ended when its trainer has, too.</summary>
    public static Command Of(string trainer, RunFolder folder) => Cli.Wrap("sh")
        .WithArguments(["-c", "dotnet \"$0\" train \"$1\" --parent $$ & until grep -q epoch_ended \"$1/events.jsonl\" 2> /dev/null; do sleep 0.1; done", trainer, folder.Paths.Folder])
        .WithValidation(CommandResultValidation.None);
}
