using System.Globalization;
using ExperimentRunner.Runs.Files;

namespace ExperimentRunner.Execution.Slurm;

/// <summary>How a node starts the runner for one run of a sweep.</summary>
/// <param name="Program">The runner: a file, or dotnet and a library.</param>
/// <param name="Options">Of the verb <c>work</c>, for all runs alike.</param>
internal sealed record WorkerCommand(IReadOnlyList<string> Program, IReadOnlyList<string> Options)
{
    /// <summary>The runner that this process is.</summary>
    public static IReadOnlyList<string> ThisProgram()
    {
        string program = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(program) == "dotnet" ? [program, typeof(WorkerCommand).Assembly.Location] : [program];
    }

    /// <summary>The job script of an array, which does the run that its task stands for.</summary>
    /// <param name="arguments">Of sbatch, for whoever reads the script.</param>
    public string Script(SweepPaths sweep, SlurmSubmission submission, IReadOnlyList<string> arguments) => string.Create(CultureInfo.InvariantCulture, $$"""
        #!/bin/bash
        # Array {{submission.Number}} of sweep {{Path.GetFileName(sweep.Folder)}}: repeat {{submission.Repeat}}, a task a run. It was submitted by
        # sbatch {{string.Join(' ', arguments.Select(ShellText.Quote))}}
        runs=(
        {{string.Join('\n', submission.RunIds.Select(id => $"  {ShellText.Quote(id)}"))}}
        )

        # exec: the signals that Slurm sends to the script are for the runner, which lets the trainer write a checkpoint.
        exec {{Command("work", "--sweep-folder", sweep.Folder)}} --array {{submission.Number}} --task "$SLURM_ARRAY_TASK_ID" --run "${runs[$SLURM_ARRAY_TASK_ID]}"

        """);

    private string Command(params string[] verb) => string.Join(' ', Program.Concat(verb).Concat(Options).Select(ShellText.Quote));
}
