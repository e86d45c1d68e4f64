using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Model;
using ExperimentRunner.Trainer.Parallel;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ExperimentRunner.Trainer.Tests.Parallel;

public sealed class FlatLayoutTests
{
    [Fact]
    public void Weights_come_before_norms_and_biases_and_those_before_what_is_frozen()
    {
        using Module<Tensor, Tensor> model = Model();
        (string name, Tensor parameter)[] parameters = [.. model.named_parameters().Select(named => (named.name, (Tensor)named.parameter))];
        foreach ((_, Tensor frozen) in parameters.Where(named => named.name.StartsWith("layer1", StringComparison.Ordinal)))
        {
            frozen.requires_grad = false;
        }

        var layout = new FlatLayout(parameters.Select(named => named.parameter));

        Assert.True(0 < layout.WeightsEnd && layout.WeightsEnd < layout.TrainedEnd && layout.TrainedEnd < layout.Length);
        Assert.All(parameters.Zip(layout.Segments), both =>
        {
            bool isFrozen = both.First.name.StartsWith("layer1", StringComparison.Ordinal);
            bool isWeight = both.First.name.EndsWith("weight", StringComparison.Ordinal) && both.First.parameter.dim() > 1;
            (long start, long end) = isFrozen ? (layout.TrainedEnd, layout.Length) : isWeight ? (0, layout.WeightsEnd) : (layout.WeightsEnd, layout.TrainedEnd);
            Assert.InRange(both.Second.Start, start, end - 1);
            Assert.InRange(both.Second.End, start + 1, end);
            Assert.Equal(0, both.Second.Start % 16);
        });
    }

    [Fact]
    public void Parameters_do_not_overlap()
    {
        using Module<Tensor, Tensor> model = Model();
        FlatSegment[] inOrder = [.. new FlatLayout(model.parameters()).Segments.OrderBy(segment => segment.Start)];

        Assert.All(inOrder.Zip(inOrder.Skip(1)), pair => Assert.True(pair.First.End <= pair.Second.Start));
    }

    [Theory]
    [InlineData(MemoryFormat.ChannelsLast, 1)]
    [InlineData(MemoryFormat.Contiguous, 9)]
    public void A_weight_has_the_memory_format_that_was_asked_for(MemoryFormat format, long channelStride)
    {
        using Tensor weight = zeros(4, 5, 3, 3).requires_grad_();
        var layout = new FlatLayout([weight], format);
        using Tensor flat = zeros(layout.Length);

        using Tensor view = layout.View(flat, 0);

        Assert.Equal([4, 5, 3, 3], view.shape);
        Assert.Equal(channelStride, view.stride(1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void Shares_cover_what_is_trained_once(int ranks)
    {
        using Module<Tensor, Tensor> model = Model();
        var layout = new FlatLayout(model.parameters());
        FlatSegment[] shares = [.. Enumerable.Range(0, ranks).Select(rank => layout.Share(ranks, rank))];

        Assert.Equal(0, shares[0].Start);
        Assert.All(shares.Zip(shares.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
        Assert.Equal(layout.TrainedEnd, shares[^1].End);
    }

    private static ResNet18 Model() => new(classes: 3, width: 4);
}
