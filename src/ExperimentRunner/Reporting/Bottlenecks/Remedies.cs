using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Reporting.Bottlenecks;

/// <summary>What helps against which bottleneck. A remedy that the matrix tried and that did not help is not advised.</summary>
internal static class Remedies
{
    /// <param name="measured">What a probe without the part did; null without one.</param>
    public static IReadOnlyList<Advice> For(Cell cell, TimePart main, MeasuredCeiling? measured, ILookup<(string Axis, string CellId), SettingEffect> effects) => measured is { RulesOutGain: true }
        ? [CeilingAdvice.InPlaceOfRemedies(measured)]
        : Of(cell, main, effects);

    private static IReadOnlyList<Advice> Of(Cell cell, TimePart main, ILookup<(string Axis, string CellId), SettingEffect> effects) =>
    [
        .. Known(cell, main)
            .Select(remedy => Measured(remedy.Text, remedy.Axis, cell, effects))
            .OfType<Advice>()
            .OrderByDescending(advice => advice.Measured is { Gain: { Certainty: Certainty.Distinguishable, Value: var gain } } ? gain : 1),
    ];

    private static IEnumerable<(string Axis, string Text)> Known(Cell cell, TimePart main) => main switch
    {
        TimePart.DataWait =>
        [
            ("data.workers", "Give each device more loader threads (data.workers)."),
            .. cell.Spec.Data.Source == DataSource.ImageFolder ? new[] { ("data.image_size", "Use smaller images (data.image_size), which are cached decoded at that size.") } : [],
            .. cell.Spec.Data.Augment == Augmentation.Crop || cell.Spec.Data.ColorJitter > 0 ? new[] { ("data.augment", "Augment less (data.augment, data.color_jitter).") } : [],
        ],
        TimePart.Copy =>
        [
            ("data.image_size", "Use smaller images (data.image_size): copies grow with their pixels."),
            ("", "Use a faster link from host to device; batches are copied from pinned memory already."),
        ],
        TimePart.Exchange =>
        [
            cell.ValueOf("global_batch") is null
                ? ("batch_per_device", "Use a larger batch_per_device, so that there is more arithmetic to each exchange.")
                : ("global_batch", "Use a larger global_batch, so that there is more arithmetic to each exchange."),
            ("train.accumulate", "Accumulate more micro-batches (train.accumulate), so that gradients are exchanged less often."),
            .. cell.Spec.Train.Parallel == ParallelMode.DataParallel ? new[] { ("train.parallel", "Use train.parallel: replicas, which exchanges less than data_parallel.") } : [],
            ("", "Use a faster link between the devices."),
        ],
        TimePart.Optimizer =>
        [
            ("batch_per_device", "Use a larger batch_per_device, so that there are fewer updates."),
            ("train.accumulate", "Accumulate more micro-batches (train.accumulate), so that there are fewer updates."),
        ],
        TimePart.Evaluation => [("data.test_images", "Evaluate less: fewer test images, or more training images to an epoch.")],
        TimePart.Forward or TimePart.Backward =>
        [
            .. cell.Spec.Amp == Amp.Off ? new[] { ("amp", "Use mixed precision (amp: on).") } : [],
            .. cell.Spec.Train.MemoryFormat == MemoryFormat.Contiguous ? new[] { ("train.memory_format", "Use train.memory_format: channels_last.") } : [],
            ("batch_per_device", "Use a larger batch_per_device, if the devices are not busy all the time."),
            ("", "Use more or faster devices."),
        ],
    };

    /// <summary>With the largest effect that the matrix shows from this cell on; null if all that it shows is that it does not help.</summary>
    public static Advice? Measured(string text, string axis, Cell cell, ILookup<(string Axis, string CellId), SettingEffect> effects)
    {
        SettingEffect? measured = effects[(axis, cell.Id)].MaxBy(effect => effect.Gain.Value);
        return measured is { Gain: { Certainty: Certainty.Distinguishable, Value: < 1 } } ? null : new Advice(text, measured);
    }
}
