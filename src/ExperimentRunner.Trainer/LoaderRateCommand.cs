using System.CommandLine;
using System.Globalization;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Data;

namespace ExperimentRunner.Trainer;

/// <summary>What the benchmarks ask of the loader alone.</summary>
internal static class LoaderRateCommand
{
    public static Command Create()
    {
        var pixels = new Option<int>("--pixels") { Description = "Side of the images that the model sees.", DefaultValueFactory = _ => 64 };
        var augment = new Option<Augmentation>("--augment") { Description = "None, Flip or Crop.", DefaultValueFactory = _ => Augmentation.Crop };
        var jitter = new Option<double>("--color-jitter") { Description = "0 (off) to 1." };
        var command = new Command("loader-rate", "Print how many stored images one thread augments and normalises a second.") { pixels, augment, jitter };
        command.SetAction(parsed =>
        {
            var spec = new DataSpec { ImageSize = parsed.GetValue(pixels), Augment = parsed.GetValue(augment), ColorJitter = parsed.GetValue(jitter) };
            Console.WriteLine(new LoaderRate(spec, TimeProvider.System).ImagesPerSecond().ToString("F0", CultureInfo.InvariantCulture));
            return 0;
        });
        return command;
    }
}
