using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Data;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Model.Export;
using ExperimentRunner.Trainer.Model.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Model.Prediction;

/// <summary>Classifies image files on the CPU, prepared as the test images of a run are. N images, K classes.</summary>
internal sealed class ImageClassifier : IDisposable
{
    private const int ImageNetStemSize = 7;
    private const int MostImageSize = 1024;
    private const int MostWidth = 512;

    private readonly ResNet18 model;
    private readonly ModelLabels labels;
    private readonly BatchBuffer buffer;

    /// <exception cref="BadSpecException">The weights can't be read, or do not go with the labels.</exception>
    public ImageClassifier(ModelFiles files)
    {
        labels = files.Labels;
        if (labels.ImageSize is < 1 or > MostImageSize || labels.Classes.Count == 0)
        {
            throw new BadSpecException($"The labels of {files.Weights} have image_size {labels.ImageSize} and {labels.Classes.Count} classes; 1 to {MostImageSize} pixels and at least 1 class can be used.");
        }

        model = Load(files);
        buffer = new BatchBuffer(capacity: 1, labels.ImageSize, CPU);
    }

    /// <summary>Null if the file holds no image that can be read.</summary>
    /// <param name="top">How many classes are wanted; 1 or more.</param>
    public Prediction? Classify(string file, int top)
    {
        byte[] pixels = new byte[labels.ImageSize * labels.ImageSize * ImageSet.Channels];
        if (!ImageDecoder.TryDecode(file, labels.ImageSize, pixels))
        {
            return null;
        }

        using IDisposable noGrad = no_grad();
        using DisposeScope scope = NewDisposeScope();
        using Batch batch = buffer.Fill(new ImageSet(labels.ImageSize, pixels, [0], labels.Classes), [0]);
        Tensor probabilities_NK = model.forward(batch.X_NCHW!).softmax(1);
        return new Prediction(file, Best(probabilities_NK.data<float>().ToArray(), top));
    }

    public void Dispose()
    {
        buffer.Dispose();
        model.Dispose();
    }

    /// <summary>The shapes of the file tell stem, width and classes.</summary>
    private static ResNet18 Load(ModelFiles files)
    {
        var weights = ReadWeights(files.Weights);

        // The largest tensors are looked at before a model of that size is made: a small file must not ask for gigabytes.
        if (weights.ShapeOf("conv1.weight") is not [var width and > 0 and <= MostWidth, 3, var kernel, _]
            || weights.ShapeOf("fc.weight") is not [var classes, var features] || features != 8 * width
            || weights.ShapeOf("layer4.1.conv2.weight")?.SequenceEqual([features, features, 3, 3]) != true)
        {
            throw new BadSpecException($"{files.Weights} holds no ResNet18: conv1.weight, layer4.1.conv2.weight and fc.weight are missing or of shapes that do not go together.");
        }

        if (classes != files.Labels.Classes.Count)
        {
            throw new BadSpecException($"{files.Weights} is for {classes} classes and its labels.json names {files.Labels.Classes.Count}. Use the labels.json that was written with it.");
        }

        var model = new ResNet18((int)classes, (int)width, kernel == ImageNetStemSize ? Stem.Imagenet : Stem.Cifar);
        weights.CopyTo(model);
        model.eval();
        return model;
    }

    private static StartingWeights ReadWeights(string path)
    {
        try
        {
            return StartingWeights.Read(path);
        }
        catch (BadWeightsException exception)
        {
            throw new BadSpecException(exception.Message, exception);
        }
    }

    private Guess[] Best(float[] probabilities, int top) =>
    [
        .. probabilities.Select((probability, label) => new Guess(labels.Classes[label], probability)).OrderByDescending(guess => guess.Probability).Take(top),
    ];
}
