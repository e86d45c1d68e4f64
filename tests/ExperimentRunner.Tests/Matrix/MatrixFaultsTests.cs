using ExperimentRunner.Matrix;
using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Tests.Matrix;

public sealed class MatrixFaultsTests
{
    public static TheoryData<int> SampleNumbers => [.. Enumerable.Range(0, FaultSamples.All.Count)];

    [Fact]
    public async Task A_matrix_with_twelve_different_mistakes_prints_all_twelve()
    {
        string yaml = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Matrix", "Files", "twelve-mistakes.yaml"));

        var faults = TestMatrix.Faults(yaml);

        Assert.Equal(12, faults.Count);
        Assert.Equal(12, faults.Select(fault => fault.Code).Distinct().Count());
        await Verifier.Verify(TestMatrix.Text(faults));
    }

    [Theory]
    [MemberData(nameof(SampleNumbers))]
    public void One_mistake_is_told_once_and_nothing_else_is_blamed(int number)
    {
        FaultSample sample = FaultSamples.All[number];

        MatrixFault fault = Assert.Single(sample.Faults);

        Assert.Equal(FaultLog.Code(sample.Kind), fault.Code);
    }

    [Fact]
    public async Task Each_fault_says_where_it_is_what_is_wrong_and_what_to_do() =>
        await Verifier.Verify(TestMatrix.Text(FaultSamples.All.SelectMany(sample => sample.Faults)));

    [Fact]
    public void Every_kind_of_fault_has_a_sample()
    {
        FaultKind[] sampled = [.. FaultSamples.All.Select(sample => sample.Kind), .. FaultSamples.TestedElsewhere];

        Assert.NotEmpty(sampled);
        Assert.Empty(Enum.GetValues<FaultKind>().Except(sampled));
    }

    [Fact]
    public void A_file_that_is_not_there_is_a_fault_at_its_start()
    {
        using var folder = new TemporaryFolder();

        var faults = TestMatrix.Faults(MatrixFile.Read("no.yaml", [], folder.Path, TestMatrix.NoFolders));

        Assert.StartsWith("no.yaml(1,1): error EXP001: The file can't be read:", Assert.Single(faults).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_in_place_of_a_file_is_a_fault()
    {
        using var folder = new TemporaryFolder();

        var faults = TestMatrix.Faults(MatrixFile.Read(".", [], folder.Path, TestMatrix.NoFolders));

        Assert.Equal("EXP001", Assert.Single(faults).Code);
    }

    [Fact]
    public void A_file_over_1_MiB_is_refused_unread()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["big.yaml"], TestMatrix.Small + new string('\n', 1 << 20));

        var faults = TestMatrix.Faults(MatrixFile.Read("big.yaml", [], folder.Path, TestMatrix.NoFolders));

        Assert.Equal("big.yaml(1,1): error EXP002: The file has more than 1,048,576 bytes. Use a smaller one.", Assert.Single(faults).ToString());
    }

    [Fact]
    public void Text_that_is_not_UTF_8_is_told_with_its_place()
    {
        byte[] yaml = [.. "name: x\nmatrix: "u8, 0xC3, 0x28];

        var faults = TestMatrix.Faults(TestMatrix.Read(yaml, TestMatrix.NoFolders));

        Assert.Equal("m.yaml(2,9): error EXP003: Not UTF-8 text. Save the file in UTF-8.", Assert.Single(faults).ToString());
    }

    [Fact]
    public void Faults_are_told_by_line_and_column_and_those_of_overrides_last()
    {
        const string yaml = "name: x\nrepeats: 0\nseed: -1\nmatrix: { amp: [of, onn], batch_per_device: 16 }";

        var faults = TestMatrix.Faults(yaml, "train.epochs=x", "train.momentum=y");

        Assert.Equal(
            ["m.yaml 2 10", "m.yaml 3 7", "m.yaml 4 17", "m.yaml 4 21", "--set=train.epochs=x 1 14", "--set=train.momentum=y 1 16"],
            faults.Select(fault => $"{fault.File} {fault.Line} {fault.Column}"));
    }

    [Fact]
    public void A_misspelt_key_hides_no_fault_below_it()
    {
        var faults = TestMatrix.Faults(TestMatrix.Small + "\ntrian: { epochs: 0 }");

        Assert.Equal(["EXP010", "EXP014"], faults.Select(fault => fault.Code));
    }

    [Fact]
    public void A_fault_that_many_cells_share_is_told_once()
    {
        const string yaml = "name: x\nmatrix: { devices: 3, global_batch: 16, amp: [off, on], lr_rule: [none, sqrt, linear] }";

        Assert.Single(TestMatrix.Faults(yaml));
    }

    [Fact]
    public void A_message_stays_on_one_line_and_short_whatever_was_written()
    {
        string strange = new string('x', 5000) + "\\n\\e[31m";

        MatrixFault fault = Assert.Single(TestMatrix.Faults(TestMatrix.Small + $"\nbackend: \"{"\\n\\e[31m"}{strange}\""));

        Assert.InRange(fault.Message.Length, 1, 200);
        Assert.DoesNotContain(fault.Message, char.IsControl);
    }
}
