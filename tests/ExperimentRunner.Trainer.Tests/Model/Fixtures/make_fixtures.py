"""Makes the files beside it with PyTorch and torchvision's own ResNet18, narrowed: weights in three formats, and what the model gives for one batch.

usage: python3 make_fixtures.py FOLDER        (made with PyTorch 2.6.0 and torchvision 0.21.0)
"""
import json
import struct
import sys

import torch
import torchvision
from torchvision.models.resnet import BasicBlock, ResNet

WIDTH = 2
CLASSES = 5


def narrow(stem):
    """torchvision's ResNet18 with WIDTH channels in place of 64 in its first stage."""
    model = ResNet.__new__(ResNet)
    torch.nn.Module.__init__(model)
    model._norm_layer = torch.nn.BatchNorm2d
    model.inplanes = WIDTH
    model.dilation = 1
    model.groups = 1
    model.base_width = 64
    if stem == "imagenet":
        model.conv1 = torch.nn.Conv2d(3, WIDTH, kernel_size=7, stride=2, padding=3, bias=False)
        model.maxpool = torch.nn.MaxPool2d(kernel_size=3, stride=2, padding=1)
    else:
        model.conv1 = torch.nn.Conv2d(3, WIDTH, kernel_size=3, stride=1, padding=1, bias=False)
        model.maxpool = torch.nn.Identity()
    model.bn1 = torch.nn.BatchNorm2d(WIDTH)
    model.relu = torch.nn.ReLU(inplace=True)
    model.layer1 = model._make_layer(BasicBlock, WIDTH, 2)
    model.layer2 = model._make_layer(BasicBlock, 2 * WIDTH, 2, stride=2)
    model.layer3 = model._make_layer(BasicBlock, 4 * WIDTH, 2, stride=2)
    model.layer4 = model._make_layer(BasicBlock, 8 * WIDTH, 2, stride=2)
    model.avgpool = torch.nn.AdaptiveAvgPool2d((1, 1))
    model.fc = torch.nn.Linear(8 * WIDTH, CLASSES)
    return model


def randomize(model):
    """Numbers that no initialisation has, so that a swapped or forgotten tensor shows."""
    with torch.no_grad():
        for name, tensor in model.state_dict().items():
            if name.endswith("num_batches_tracked"):
                tensor.fill_(7)
            elif name.endswith("running_var"):
                tensor.uniform_(0.5, 1.5)
            elif tensor.dim() == 4:
                tensor.normal_(0, (2 / tensor[0].numel()) ** 0.5)
            elif name.endswith("weight") and tensor.dim() == 1:
                tensor.uniform_(0.5, 1.5)
            else:
                tensor.normal_(0, 0.3)


def save_safetensors(tensors, path):
    """The format by hand: the safetensors package is not needed for it."""
    names = {torch.float32: "F32", torch.int64: "I64"}
    header, data = {"__metadata__": {"format": "pt"}}, b""
    for name, tensor in tensors.items():
        raw = tensor.contiguous().numpy().tobytes()
        header[name] = {"dtype": names[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def outputs(model, x):
    """Logits in eval mode, then one step of training mode: logits by batch statistics, the running statistics after it, and logits in eval mode again."""
    found = {"x": x}
    with torch.no_grad():
        model.eval()
        found["eval_logits"] = model(x)
        model.train()
        found["train_logits"] = model(x)
        found["layer4.1.bn2.running_mean"] = model.layer4[1].bn2.running_mean.clone()
        found["layer4.1.bn2.running_var"] = model.layer4[1].bn2.running_var.clone()
        found["bn1.running_mean"] = model.bn1.running_mean.clone()
        found["bn1.running_var"] = model.bn1.running_var.clone()
        found["bn1.num_batches_tracked"] = model.bn1.num_batches_tracked.clone()
        model.eval()
        found["eval_logits_after"] = model(x)
    return found


def main(folder):
    torch.manual_seed(20)
    torch.set_num_threads(1)
    for stem, size in [("imagenet", 40), ("cifar", 12)]:
        model = narrow(stem)
        randomize(model)
        state = {name: tensor.clone() for name, tensor in model.state_dict().items()}
        if stem == "imagenet":
            assert list(state) == list(torchvision.models.resnet18().state_dict()), "the names are not torchvision's"
            torch.save(model.state_dict(), f"{folder}/{stem}.pth")
            save_safetensors(state, f"{folder}/{stem}.safetensors")
        else:
            checkpoint = {"epoch": 3, "best_acc": 0.75, "arch": "resnet18", "state_dict": {f"module.{name}": tensor for name, tensor in state.items()}}
            torch.save(checkpoint, f"{folder}/{stem}.th", _use_new_zipfile_serialization=False)
        save_safetensors(outputs(model, torch.randn(4, 3, size, size)), f"{folder}/{stem}-outputs.safetensors")
    types = {
        "float64": torch.tensor([[1.5, -2.25], [3.0, 0.125]], dtype=torch.float64),
        "float16": torch.tensor([1.5, -2.25, 65504.0], dtype=torch.float16),
        "bfloat16": torch.tensor([1.5, -2.25, 3e38], dtype=torch.bfloat16),
        "int64": torch.tensor(41),
        "transposed": torch.arange(6, dtype=torch.float32).reshape(2, 3).t(),
        "part": torch.arange(10, dtype=torch.float32)[3:7:2],
        "channels_last": torch.arange(24, dtype=torch.float32).reshape(1, 2, 3, 4).to(memory_format=torch.channels_last),
        "parameter": torch.nn.Parameter(torch.tensor([4.0, 5.0])),
        "bytes": torch.tensor([1, 2], dtype=torch.uint8),
    }
    torch.save({"model": types, "note": "x"}, f"{folder}/types.pt")
    torch.save(types, f"{folder}/types.th", _use_new_zipfile_serialization=False)


main(sys.argv[1])
