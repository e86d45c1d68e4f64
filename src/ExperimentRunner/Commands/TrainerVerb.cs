using CliWrap;
using ExperimentRunner.Execution;
using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Commands;

/// <summary>Lets the trainer, which knows models, do a verb; it reads and writes the runner's own streams.</summary>
internal static class TrainerVerb
{
    /// <param name="trainer">Null is the one that was built with this runner.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    /// <exception cref="UserFaultException">There is no such trainer.</exception>
    public static async Task<int> RunAsync(string? trainer, string verb, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var process = TrainerCommand.Of(trainer ?? TrainerCommand.DefaultPath(), verb);
        CommandResult result = await Cli.Wrap(process.FileName)
            .WithArguments([.. process.Arguments, .. arguments])
            .WithStandardOutputPipe(PipeTarget.ToStream(Console.OpenStandardOutput()))
            .WithStandardErrorPipe(PipeTarget.ToStream(Console.OpenStandardError()))
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync(cancellationToken);
        return ExitCodeOf(result.ExitCode);
    }

    private static int ExitCodeOf(int trainer) => trainer switch
    {
        TrainerExitCode.Success => ExitCode.Success,
        TrainerExitCode.BadSpec => ExitCode.UserFault,
        TrainerExitCode.BadData => ExitCode.RunFailed,
        _ => ExitCode.OurFault,
    };
}
