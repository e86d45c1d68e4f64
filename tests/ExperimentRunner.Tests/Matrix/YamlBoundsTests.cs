using System.Text;
using ExperimentRunner.Matrix.Faults;

namespace ExperimentRunner.Tests.Matrix;

public sealed class YamlBoundsTests
{
    [Fact]
    public void A_billion_laughs_are_not_laughed()
    {
        var yaml = new StringBuilder("a0: &a0 [lol, lol]\n");
        for (int level = 1; level < 60; level++)
        {
            yaml.Append($"a{level}: &a{level} [*a{level - 1}, *a{level - 1}, *a{level - 1}, *a{level - 1}]\n");
        }

        MatrixFault fault = Assert.Single(TestMatrix.Faults(yaml.ToString()));

        Assert.Equal("EXP004", fault.Code);
        Assert.Equal("Written out, this is more than 100,000 values. Use fewer values or aliases.", fault.Message);
    }

    [Fact]
    public void Aliases_in_aliases_count_as_levels()
    {
        var yaml = new StringBuilder("a0: &a0 [x]\n");
        for (int level = 1; level < 120; level++)
        {
            yaml.Append($"a{level}: &a{level} [*a{level - 1}]\n");
        }

        Assert.Equal("This is nested more than 100 levels deep.", Assert.Single(TestMatrix.Faults(yaml.ToString())).Message);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("[{")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("a: {")]
    [InlineData("[&a ")]
    public void Deep_nesting_is_refused_and_does_not_exhaust_the_stack(string piece)
    {
        string yaml = string.Concat(Enumerable.Repeat(piece, 400_000 / piece.Length));

        Assert.Single(TestMatrix.Faults(yaml));
    }

    [Fact]
    public void A_hundred_thousand_unknown_keys_are_refused_as_too_many_values()
    {
        string yaml = string.Concat(Enumerable.Range(0, 60_000).Select(index => $"k{index}: 1\n"));

        Assert.Equal("EXP004", Assert.Single(TestMatrix.Faults(yaml)).Code);
    }

    [Fact]
    public void Each_of_many_unknown_keys_is_told()
    {
        string yaml = TestMatrix.Small + string.Concat(Enumerable.Range(0, 20_000).Select(index => $"\n  batch_per_devise{index}: 1"));

        Assert.Equal(20_000, TestMatrix.Faults(yaml).Count);
    }
}
