using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using CliWrap.Buffered;
using ExperimentRunner.Commands;

namespace ExperimentRunner.Tests.Commands.Doctor;

public sealed class DoctorCommandTests : IDisposable
{
    private readonly RunnerProgram runner = new();

    [Fact]
    public async Task It_asks_the_real_trainer_and_starts_the_embedded_server()
    {
        BufferedCommandResult result = await runner.RunAsync("doctor", "--format=json", "--matrix=tiny.yaml", "--set=matrix.devices=[1]");

        Assert.Equal((ExitCode.Success, ""), (result.ExitCode, result.StandardError));
        IReadOnlyDictionary<string, JsonElement> found = Findings(result);
        Assert.Matches(@"^\d+\.\d+\.\d+.* loads\.", found["libtorch"].GetProperty("state").GetString());
        Assert.Contains("the embedded server starts", found["MLflow"].GetProperty("state").GetString(), StringComparison.Ordinal);
        Assert.Equal("tiny with 4 runs can run here.", found["matrix"].GetProperty("state").GetString());
        Assert.All([".NET", "MPI", "Slurm", "CUDA", "NCCL", "GLIBCXX", "cores", "memory", "disk", "image cache"], subject => Assert.Contains(subject, found.Keys));
        Assert.False(Directory.Exists(runner.Artifacts));
    }

    [Fact]
    public async Task A_server_that_refuses_connections_is_a_warning_that_says_what_to_do()
    {
        BufferedCommandResult result = await runner.RunAsync("doctor", "--format=json", "--tracking-uri=http://127.0.0.1:9");

        Assert.Equal(ExitCode.Success, result.ExitCode);
        JsonElement found = Findings(result)["MLflow"];
        Assert.Equal("Warning", found.GetProperty("grade").GetString());
        Assert.Contains("http://127.0.0.1:9/ can't be reached: Connection refused", found.GetProperty("state").GetString(), StringComparison.Ordinal);
        Assert.Contains("Check MLFLOW_TRACKING_URI", found.GetProperty("remedy").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("401 Unauthorized")]
    [InlineData("403 Forbidden")]
    public async Task A_server_that_wants_credentials_is_a_warning_that_names_their_variables(string status)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task answered = AnswerAsync(listener, $"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        BufferedCommandResult result = await runner.RunAsync("doctor", "--format=json", $"--tracking-uri=http://{listener.LocalEndpoint}");
        await answered;

        JsonElement found = Findings(result)["MLflow"];
        Assert.Contains($"does not let us in ({status[..3]}, no credentials)", found.GetProperty("state").GetString(), StringComparison.Ordinal);
        Assert.Contains("MLFLOW_TRACKING_TOKEN", found.GetProperty("remedy").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("backend=cuda", "A cell asks for 3 GPU(s)")]
    [InlineData("data.source=image_folder", "EXP041")]
    [InlineData("model.weights=nowhere.pth", "EXP043")]
    public async Task What_a_matrix_asks_and_this_machine_lacks_fails_it(string setting, string expected)
    {
        BufferedCommandResult result = await runner.RunAsync("doctor", "--matrix=tiny.yaml", $"--set={setting}", "--set=matrix.devices=[1,3]");

        Assert.Equal(ExitCode.RunFailed, result.ExitCode);
        Assert.Contains(expected, result.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_its_trainer_no_matrix_can_run()
    {
        Assert.Equal(ExitCode.Success, (await runner.RunAsync("doctor", "--trainer=nowhere.dll")).ExitCode);
        Assert.Equal(ExitCode.RunFailed, (await runner.RunAsync("doctor", "--trainer=nowhere.dll", "--matrix=tiny.yaml")).ExitCode);
    }

    [Fact]
    public async Task A_wrong_matrix_is_the_users_fault()
    {
        BufferedCommandResult result = await runner.RunAsync("doctor", "--matrix=tiny.yaml", "--set=repeats=none");

        Assert.Equal(ExitCode.UserFault, result.ExitCode);
        Assert.Contains("error EXP013", result.StandardError, StringComparison.Ordinal);
    }

    public void Dispose() => runner.Dispose();

    private static Dictionary<string, JsonElement> Findings(BufferedCommandResult result) => JsonDocument.Parse(result.StandardOutput)
        .RootElement.GetProperty("findings").EnumerateArray().ToDictionary(finding => finding.GetProperty("subject").GetString()!);

    private static async Task AnswerAsync(TcpListener listener, string answer)
    {
        using TcpClient client = await listener.AcceptTcpClientAsync();
        await using NetworkStream stream = client.GetStream();
        _ = await stream.ReadAsync(new byte[4096]);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
    }
}
