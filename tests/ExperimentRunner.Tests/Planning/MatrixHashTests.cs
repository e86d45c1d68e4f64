using ExperimentRunner.Planning;
using ExperimentRunner.Tests.Matrix;

namespace ExperimentRunner.Tests.Planning;

public sealed class MatrixHashTests
{
    [Theory]
    [InlineData("matrix.devices=[2, 1]", "baseline.devices=1")]
    [InlineData("limits.run_timeout=5m", "train.epochs=3")]
    [InlineData("limits.max_device_hours=5", "limits.max_runs=9")]
    [InlineData("train.base_lr=5e-2", "backend=auto")]
    public void How_a_matrix_is_written_makes_no_difference(string first, string second) =>
        Assert.Equal(Hash(), Hash(first, second));

    [Theory]
    [InlineData("name=other")]
    [InlineData("repeats=2")]
    [InlineData("seed=2")]
    [InlineData("baseline={ devices: 2 }")]
    [InlineData("train.epochs=4")]
    [InlineData("matrix.devices=[1]")]
    public void What_is_run_makes_a_difference(string change) => Assert.NotEqual(Hash(), Hash(change));

    [Fact]
    public void A_hash_is_16_hex_digits() => Assert.Matches("^[0-9a-f]{16}$", Hash());

    private static string Hash(params string[] overrides) => MatrixHash.Of(TestMatrix.Definition(TestMatrix.Small, overrides));
}
