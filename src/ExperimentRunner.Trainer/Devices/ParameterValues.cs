using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Devices;

/// <summary>Gives a parameter other values, be they of another type; to a module and to autograd it stays the same parameter.</summary>
internal static partial class ParameterValues
{
    /// <param name="values">On the parameter's device; the parameter shares their memory from now on. Its gradient is the caller's to replace.</param>
    public static void Replace(Tensor parameter, Tensor values) => SetData(parameter.Handle, values.Handle);

    /// <summary>at::TensorBase::set_data, which is the setter of Tensor.data in Python and missing in TorchSharp.</summary>
    [LibraryImport("torch_cpu", EntryPoint = "_ZNK2at10TensorBase8set_dataERKS0_")]
    private static partial void SetData(nint parameter, nint values);
}
