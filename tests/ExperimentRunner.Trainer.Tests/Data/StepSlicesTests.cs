using CsCheck;
using ExperimentRunner.Trainer.Data;

namespace ExperimentRunner.Trainer.Tests.Data;

public sealed class StepSlicesTests
{
    [Fact]
    public void Every_image_of_a_step_goes_to_one_device_and_micro_batch() =>
        Gen.Select(Gen.Int[0, 200], Gen.Int[1, 8], Gen.Int[1, 6]).Sample((images, devices, accumulate) =>
        {
            IEnumerable<int> dealt = from microBatch in Enumerable.Range(0, accumulate)
                                     from rank in Enumerable.Range(0, devices)
                                     let part = StepSlices.Of(images, devices, accumulate, rank, microBatch).GetOffsetAndLength(images)
                                     from image in Enumerable.Range(part.Offset, part.Length)
                                     select image;

            Assert.Equal(Enumerable.Range(0, images), dealt);
        });

    [Fact]
    public void A_full_step_gives_every_device_the_same_number() =>
        Gen.Select(Gen.Int[1, 20], Gen.Int[1, 8], Gen.Int[1, 6]).Sample((batch, devices, accumulate) =>
        {
            int images = batch * devices * accumulate;

            Assert.Equal(batch, StepSlices.Of(images, devices, accumulate, devices - 1, accumulate - 1).GetOffsetAndLength(images).Length);
            Assert.Equal(batch, StepSlices.Of(images, devices, accumulate, 0, 0).GetOffsetAndLength(images).Length);
        });

    [Theory]
    [InlineData(true, 3, 10)]
    [InlineData(false, 4, 5)]
    public void The_last_incomplete_step_is_dropped_or_smaller(bool dropLast, int steps, int imagesOfLast)
    {
        var count = new StepCount(Images: 35, GlobalBatch: 10, dropLast);

        Assert.Equal(steps, count.StepsPerEpoch);
        Assert.Equal(imagesOfLast, count.ImagesOf(steps - 1));
    }

    [Fact]
    public void An_epochs_order_has_each_image_once_and_depends_on_seed_and_epoch()
    {
        int[] order = EpochOrder.Of(100, seed: 1, epoch: 1);

        Assert.Equal(Enumerable.Range(0, 100), order.Order());
        Assert.Equal(order, EpochOrder.Of(100, seed: 1, epoch: 1));
        Assert.NotEqual(order, EpochOrder.Of(100, seed: 1, epoch: 2));
        Assert.NotEqual(order, EpochOrder.Of(100, seed: 2, epoch: 1));
    }
}
