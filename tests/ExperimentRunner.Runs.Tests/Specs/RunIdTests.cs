using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Runs.Tests.Specs;

public sealed class RunIdTests
{
    [Fact]
    public void The_same_spec_has_the_same_id() => Assert.Equal(RunId.Of(Examples.Spec), RunId.Of(Examples.Spec with { }));

    /// <summary>Ids name folders that outlive a version of this program: a new hash for an old spec orphans its finished runs.</summary>
    [Fact]
    public void Ids_stay_the_same_from_version_to_version()
    {
        Assert.Equal("d2-b64-linear-amp-s42-14745e4b", RunId.Of(Examples.Spec));
        Assert.Equal("d2-b64-linear-amp-3cb4a236", RunId.OfCell(Examples.Spec));
    }

    public static TheoryData<RunSpec> Changed => new(
        Examples.Spec with { Devices = 4 },
        Examples.Spec with { BatchPerDevice = 32 },
        Examples.Spec with { ThreadsPerDevice = 2 },
        Examples.Spec with { Amp = Amp.Bf16 },
        Examples.Spec with { LrRule = LearningRateRule.Sqrt },
        Examples.Spec with { LrFactor = 1.5 },
        Examples.Spec with { Backend = Backend.Cpu },
        Examples.Spec with { Model = new ModelSpec { Width = 32 } },
        Examples.Spec with { Data = new DataSpec { ImageSize = 224 } },
        Examples.Spec with { Train = new TrainSpec { Epochs = 4 } });

    [Theory]
    [MemberData(nameof(Changed))]
    public void A_changed_spec_has_another_id_and_is_another_cell(RunSpec changed)
    {
        Assert.NotEqual(RunId.Of(Examples.Spec), RunId.Of(changed));
        Assert.NotEqual(RunId.OfCell(Examples.Spec), RunId.OfCell(changed));
    }

    [Fact]
    public void Repeats_have_different_ids_and_share_the_cell()
    {
        RunSpec repeat = Examples.Spec with { Seed = 43 };

        Assert.NotEqual(RunId.Of(Examples.Spec), RunId.Of(repeat));
        Assert.Equal(RunId.OfCell(Examples.Spec), RunId.OfCell(repeat));
    }

    [Theory]
    [InlineData(1, 32, LearningRateRule.None, Amp.Off, 0, "d1-b32-none-fp32-s0-")]
    [InlineData(2, 64, LearningRateRule.Linear, Amp.On, 42, "d2-b64-linear-amp-s42-")]
    [InlineData(8, 256, LearningRateRule.Sqrt, Amp.Bf16, 7, "d8-b256-sqrt-bf16-s7-")]
    [InlineData(4, 128, LearningRateRule.Table, Amp.Fp16, -1, "d4-b128-table-fp16-s-1-")]
    public void An_id_begins_with_what_a_person_wants_to_read(int devices, int batch, LearningRateRule rule, Amp amp, int seed, string slug)
    {
        RunSpec spec = Examples.Spec with { Devices = devices, BatchPerDevice = batch, LrRule = rule, Amp = amp, Seed = seed };

        Assert.StartsWith(slug, RunId.Of(spec), StringComparison.Ordinal);
        Assert.Matches("^[a-z0-9-]+-[0-9a-f]{8}$", RunId.Of(spec));
    }
}
