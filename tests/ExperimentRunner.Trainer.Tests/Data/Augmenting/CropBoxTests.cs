using ExperimentRunner.Trainer.Data;
using ExperimentRunner.Trainer.Data.Augmenting;

namespace ExperimentRunner.Trainer.Tests.Data.Augmenting;

public sealed class CropBoxTests
{
    private const int Side = 96;

    [Theory]
    [InlineData(0.08)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Parts_lie_within_the_image_and_keep_share_and_ratio(double leastShare)
    {
        CropBox[] boxes = Draw(leastShare, Side);

        Assert.All(boxes, box =>
        {
            Assert.InRange(box.X, 0, Side - box.Width);
            Assert.InRange(box.Y, 0, Side - box.Height);

            // Sides are rounded to whole pixels.
            Assert.True((box.Width + 0.5) * (box.Height + 0.5) >= leastShare * Side * Side, $"{box}");
            Assert.InRange(box.Width / (double)box.Height, (3.0 / 4) - 0.04, (4.0 / 3) + 0.04);
        });
        Assert.True(boxes.Distinct().Count() > 50);
    }

    [Fact]
    public void Shares_and_places_are_spread_over_their_ranges()
    {
        CropBox[] boxes = Draw(leastShare: 0.08, Side);

        // Uniform in [0.08, 1], less the parts near 1 that do not fit with their ratio.
        Assert.InRange(boxes.Average(box => box.Width * box.Height / (double)(Side * Side)), 0.45, 0.54);
        Assert.InRange(boxes.Average(box => Math.Log(box.Width / (double)box.Height)), -0.02, 0.02);
        Assert.Contains(boxes, box => box.X == 0);
        Assert.Contains(boxes, box => box.X + box.Width == Side);
        Assert.InRange(boxes.Average(box => box.X + (box.Width / 2.0)), 46.5, 49.5);
        Assert.InRange(boxes.Average(box => box.Y + (box.Height / 2.0)), 46.5, 49.5);
    }

    [Fact]
    public void A_share_of_all_keeps_the_whole_image() =>
        Assert.All(Draw(leastShare: 1, Side), box => Assert.InRange(box.Width * box.Height, (Side - 1) * (Side - 1), Side * Side));

    [Fact]
    public void The_smallest_image_can_be_cropped() =>
        Assert.All(Draw(leastShare: 0.001, size: 12), box => Assert.True(box.Width is >= 1 and <= 12 && box.Height is >= 1 and <= 12));

    private static CropBox[] Draw(double leastShare, int size) => [.. Enumerable.Range(0, 2000).Select(place =>
    {
        var random = new SeededRandom(seed: 1, epoch: 1, place);
        return CropBox.Draw(size, leastShare, ref random);
    })];
}
