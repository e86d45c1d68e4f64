using System.Text.Json.Serialization;
using ExperimentRunner.Runs.Json;

namespace ExperimentRunner.Runs.Specs;

/// <summary>What is done to training images; test images are never changed.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<Augmentation>))]
public enum Augmentation
{
    None,

    /// <summary>Half of the images are mirrored left to right.</summary>
    Flip,

    /// <summary>A random part of the image is scaled to full size (Szegedy et al. 2015, arXiv:1409.4842), then as <see cref="Flip"/>.</summary>
    Crop,
}
