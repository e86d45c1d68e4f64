using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Data;

namespace ExperimentRunner.Trainer.Tests.Data;

public sealed class FruitDrawingTests
{
    private static readonly DataSpec Spec = new() { ImageSize = 16, Classes = 8, TrainImages = 20, TestImages = 10 };

    [Fact]
    public void The_same_seed_draws_the_same_pictures_on_any_number_of_threads()
    {
        Dataset one = Draw(seed: 1, threads: 1);
        Dataset two = Draw(seed: 1, threads: 2);

        Assert.Equal(Pixels(one.Train), Pixels(two.Train));
        Assert.Equal(Pixels(one.Test), Pixels(two.Test));
        Assert.NotEqual(Pixels(one.Train), Pixels(Draw(seed: 2, threads: 1).Train));
    }

    [Fact]
    public void No_picture_is_drawn_twice()
    {
        Dataset data = Draw(seed: 1, threads: 1);

        string[] pictures = [.. new[] { data.Train, data.Test }.SelectMany(set => Enumerable.Range(0, set.Count).Select(i => Convert.ToHexString(set.Image(i))))];

        Assert.Equal(30, pictures.Length);
        Assert.Equal(pictures.Length, pictures.Distinct().Count());
    }

    [Fact]
    public void Classes_are_balanced_and_every_shape_can_be_drawn()
    {
        Dataset data = FruitDrawing.Draw(Spec with { Classes = FruitDrawing.MostClasses, TrainImages = 2 * FruitDrawing.MostClasses }, 1, 1, CancellationToken.None);

        Assert.Equal(FruitDrawing.MostClasses, data.Train.Classes.Distinct().Count());
        Assert.All(data.Train.Labels.CountBy(label => label), count => Assert.Equal(2, count.Value));
    }

    [Fact]
    public void Training_pictures_that_are_cropped_are_drawn_larger_than_the_model_sees_them()
    {
        Dataset data = FruitDrawing.Draw(Spec with { Augment = Augmentation.Crop }, seed: 1, threads: 1, CancellationToken.None);

        Assert.Equal(24, data.Train.Size);
        Assert.Equal(16, data.Test.Size);
    }

    [Fact]
    public void More_classes_than_drawings_are_refused() =>
        Assert.Throws<BadDataException>(() => FruitDrawing.Draw(Spec with { Classes = FruitDrawing.MostClasses + 1 }, 1, 1, CancellationToken.None));

    private static byte[] Pixels(ImageSet images) => [.. Enumerable.Range(0, images.Count).SelectMany(i => images.Image(i).ToArray())];

    private static Dataset Draw(int seed, int threads) => FruitDrawing.Draw(Spec, seed, threads, CancellationToken.None);
}
