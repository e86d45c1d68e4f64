using System.Text.Json.Serialization;

namespace ExperimentRunner.Trainer.Model.Export;

/// <summary>How lists are written into the metadata of safetensors: on one line.</summary>
[JsonSerializable(typeof(string[]))]
internal sealed partial class MetadataJson : JsonSerializerContext;
