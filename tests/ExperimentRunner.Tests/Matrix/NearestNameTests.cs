using CsCheck;
using ExperimentRunner.Matrix.Settings;

namespace ExperimentRunner.Tests.Matrix;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("epoch", "epochs")]
    [InlineData("warmup_epoch", "warmup_epochs")]
    [InlineData("Epochs", "epochs")]
    [InlineData("epcohs", "epochs")]
    [InlineData("weight-decay", "weight_decay")]
    [InlineData("momentum", "momentum")]
    public void A_slip_of_the_fingers_is_understood(string written, string meant) =>
        Assert.Equal(meant, NearestName.Of(written, [.. SettingTable.In("train").Select(setting => setting.Key)]));

    [Theory]
    [InlineData("gpus")]
    [InlineData("learning_rate")]
    [InlineData("")]
    [InlineData("x")]
    public void A_different_word_is_not_guessed_at(string written) =>
        Assert.Null(NearestName.Of(written, [.. SettingTable.In("train").Select(setting => setting.Key)]));

    [Theory]
    [InlineData("linear", "linear", 0)]
    [InlineData("linear", "liner", 1)]
    [InlineData("linear", "lienar", 1)]
    [InlineData("linear", "sinear", 1)]
    [InlineData("linear", "", 6)]
    [InlineData("ca", "abc", 3)]
    public void Distances_are_counted_in_typing_errors(string left, string right, int distance) =>
        Assert.Equal(distance, NearestName.Distance(left, right));

    [Fact]
    public void Distances_are_symmetric_and_bounded_by_the_longer_word()
    {
        Gen<string> word = Gen.String[Gen.Char["abcA_"], 0, 8];

        Gen.Select(word, word).Sample((left, right) =>
        {
            int distance = NearestName.Distance(left, right);
            return distance == NearestName.Distance(right, left)
                && distance <= Math.Max(left.Length, right.Length)
                && distance == 0 == string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
        });
    }
}
