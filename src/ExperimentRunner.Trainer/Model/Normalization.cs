using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Model;

/// <summary>How a layer of batch norm is applied to N images of C channels and H x W pixels: over those of one device, or of all.</summary>
internal delegate Tensor Normalization(BatchNorm2d layer, Tensor x_NCHW);
