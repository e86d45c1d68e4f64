using CsCheck;
using ExperimentRunner.Trainer.Data;

namespace ExperimentRunner.Trainer.Tests.Data;

public sealed class EpochPlanTests
{
    private static readonly Gen<(StepCount Steps, int Accumulate, int Ranks, int Seed, int Epoch)> AnyEpoch =
        from ranks in Gen.Int[1, 4]
        from accumulate in Gen.Int[1, 4]
        from batch in Gen.Int[1, 6]
        from images in Gen.Int[1, 150]
        from dropsLast in Gen.Bool
        from seed in Gen.Int[0, 50]
        from epoch in Gen.Int[1, 50]
        select (new StepCount(images, batch * ranks * accumulate, dropsLast), accumulate, ranks, seed, epoch);

    [Fact]
    public void An_epoch_shows_each_image_once_over_all_devices() => AnyEpoch.Sample(sample =>
    {
        int[] seen = [.. Seen(PlanOf(sample), sample.Ranks)];

        Assert.Equal(seen.Length, seen.Distinct().Count());
        Assert.Equal(sample.Steps.DropLast ? sample.Steps.Images / sample.Steps.GlobalBatch * sample.Steps.GlobalBatch : sample.Steps.Images, seen.Length);
        Assert.All(seen, image => Assert.InRange(image, 0, sample.Steps.Images - 1));
    });

    [Fact]
    public void A_step_has_the_same_images_at_the_same_positions_on_any_number_of_devices() => AnyEpoch.Sample(sample =>
    {
        EpochPlan plan = PlanOf(sample);
        var alone = new EpochPlan(sample.Steps, accumulate: 1, ranks: 1, sample.Seed, sample.Epoch);

        for (int step = 0; step < sample.Steps.StepsPerEpoch; step++)
        {
            IEnumerable<int> positions = from part in Enumerable.Range(step * sample.Accumulate, sample.Accumulate)
                                         from rank in Enumerable.Range(0, sample.Ranks)
                                         let slice = plan.Slice(rank, part)
                                         from position in Enumerable.Range(slice.Start, slice.Count)
                                         select position;
            EpochSlice whole = alone.Slice(0, step);
            Assert.Equal(Enumerable.Range(whole.Start, whole.Count), positions);
            Assert.Equal(alone.Images(whole), plan.Images(whole));
        }
    });

    [Fact]
    public void An_epoch_that_begins_in_its_middle_goes_on_with_the_images_it_would_have_had() => AnyEpoch.Sample(sample =>
    {
        EpochPlan whole = PlanOf(sample);
        int firstStep = sample.Steps.StepsPerEpoch / 2;
        var rest = new EpochPlan(sample.Steps, sample.Accumulate, sample.Ranks, sample.Seed, sample.Epoch, firstStep);

        Assert.Equal(whole.MicroBatches - (firstStep * sample.Accumulate), rest.MicroBatches);
        for (int microBatch = 0; microBatch < rest.MicroBatches; microBatch++)
        {
            EpochSlice slice = rest.Slice(sample.Ranks - 1, microBatch);
            Assert.Equal(whole.Slice(sample.Ranks - 1, microBatch + (firstStep * sample.Accumulate)), slice);
            Assert.Equal(whole.Images(slice), rest.Images(slice));
            Assert.Equal(whole.RandomAt(slice.Start).NextBits(), rest.RandomAt(slice.Start).NextBits());
        }
    });

    [Fact]
    public void No_two_epochs_of_small_seeds_have_the_same_order()
    {
        IEnumerable<string> orders = from seed in Enumerable.Range(0, 20)
                                     from epoch in Enumerable.Range(1, 100)
                                     select string.Join(',', EpochOrder.Of(30, seed, epoch));

        Assert.Equal(2000, orders.Distinct().Count());
    }

    [Fact]
    public void Chance_is_spread_evenly_and_differs_from_image_to_image()
    {
        double[] draws = [.. Enumerable.Range(0, 20_000).Select(place => new SeededRandom(seed: 1, epoch: 1, place).NextUnit())];

        Assert.Equal(draws.Length, draws.Distinct().Count());
        Assert.InRange(draws.Average(), 0.49, 0.51);
        Assert.All(draws.CountBy(draw => (int)(draw * 10)), tenth => Assert.InRange(tenth.Value, 1800, 2200));
    }

    private static EpochPlan PlanOf((StepCount Steps, int Accumulate, int Ranks, int Seed, int Epoch) sample) =>
        new(sample.Steps, sample.Accumulate, sample.Ranks, sample.Seed, sample.Epoch);

    private static IEnumerable<int> Seen(EpochPlan plan, int ranks) =>
        from rank in Enumerable.Range(0, ranks)
        from microBatch in Enumerable.Range(0, plan.MicroBatches)
        from image in plan.Images(plan.Slice(rank, microBatch)).ToArray()
        select image;
}
