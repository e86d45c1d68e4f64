using CliWrap;
using CliWrap.Buffered;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Tests.Workflows;

/// <summary>By the parser and the expression checker of GitHub's own editor support (tests/Shared/workflows), which come from the npm registry.</summary>
public sealed class WorkflowCheckTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder folder = new();
    private string? missing;

    public async Task InitializeAsync()
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository.Folder(), "tests", "Shared", "workflows")))
        {
            File.Copy(file, folder[Path.GetFileName(file)]);
        }

        try
        {
            BufferedCommandResult installed = await RunAsync("npm", "ci", "--no-audit", "--no-fund");
            missing = installed.ExitCode == 0 ? null : $"npm could not install the checker: {installed.StandardError}";
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            missing = $"The checker needs Node.js 20 and npm: {exception.Message}";
        }
    }

    [SkippableFact]
    public async Task Every_workflow_is_valid()
    {
        Skip.If(missing is not null, missing);

        BufferedCommandResult checkedFiles = await CheckAsync([.. Workflow.Files]);

        Assert.NotEmpty(Workflow.Files);
        Assert.True(checkedFiles.ExitCode == 0, checkedFiles.StandardOutput + checkedFiles.StandardError);
    }

    [SkippableFact]
    public async Task A_workflow_that_is_not_valid_is_found_out()
    {
        Skip.If(missing is not null, missing);
        await File.WriteAllTextAsync(folder["bad.yml"], """
            on: push
            jobs:
              a:
                runs-on: ubuntu-24.04
                steps:
                  - run: echo ${{ githb.ref }}
            """);

        BufferedCommandResult checkedFile = await CheckAsync(folder["bad.yml"]);

        Assert.Equal((1, "bad.yml(6,19): Unrecognized named-value: 'githb'\n"), (checkedFile.ExitCode, checkedFile.StandardOutput));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => folder.Dispose();

    private Task<BufferedCommandResult> CheckAsync(params string[] files) => RunAsync("node", ["--import", "./json-imports.mjs", "check.mjs", .. files]);

    private async Task<BufferedCommandResult> RunAsync(string program, params string[] arguments) => await Cli.Wrap(program)
        .WithArguments(arguments).WithWorkingDirectory(folder.Path).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync();
}
