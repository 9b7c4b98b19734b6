"""Which architectures run: exports timm's small variants with random weights in every usual way,
and compares logits with ONNX Runtime's and derivatives with differences.

Every result is kept as a line of target/coverage/results.jsonl, so an interrupted run goes on.
"""

import argparse
import base64
import json
import os
import pathlib
import shutil
import signal
import subprocess
import warnings

import numpy
import onnxruntime
import timm
import torch

HERE = pathlib.Path(__file__).resolve().parent
TARGET = HERE.parent / "target" / "coverage"
WAYS = ["default", "torchscript", "basic", "extended"]
IMAGES = 3
SECONDS = 400
TOLERANCES = {"logits": 1e-4, "gradient": 1e-3, "hessian": 1e-3}

# Name: side of the images, and what makes the smallest variant smaller.
ARCHITECTURES = {
    "resnet18": (64, {}),
    "resnet26t": (64, {}),
    "resnext26ts": (64, {}),
    "seresnext26t_32x4d": (64, {}),
    "ecaresnet26t": (64, {}),
    "skresnet18": (64, {}),
    "resnest14d": (64, {}),
    "res2net50_14w_8s": (64, {}),
    "convnext_atto": (64, {}),
    "convnextv2_atto": (64, {}),
    "vit_tiny_patch16_224": (64, {"img_size": 64}),
    "vit_tiny_r_s16_p8_224": (64, {"img_size": 64}),
    "deit_tiny_patch16_224": (64, {"img_size": 64}),
    "deit3_small_patch16_224": (64, {"img_size": 64, "depth": 4}),
    "beit_base_patch16_224": (64, {"img_size": 64, "depth": 2}),
    "beitv2_base_patch16_224": (64, {"img_size": 64, "depth": 2}),
    "eva02_tiny_patch14_224": (56, {"img_size": 56}),
    "cait_xxs24_224": (64, {"img_size": 64}),
    "crossvit_tiny_240": (240, {}),
    "convit_tiny": (64, {"img_size": 64}),
    "pit_ti_224": (64, {"img_size": 64}),
    "tnt_s_legacy_patch16_224": (64, {"img_size": 64}),
    "swin_tiny_patch4_window7_224": (112, {"img_size": 112}),
    "swinv2_tiny_window8_256": (128, {"img_size": 128}),
    "efficientnet_b0": (64, {}),
    "efficientnet_lite0": (64, {}),
    "tf_efficientnet_b0": (64, {}),
    "efficientnetv2_rw_t": (64, {}),
    "mobilenetv2_050": (64, {}),
    "mobilenetv3_small_100": (64, {}),
    "mobilenetv4_conv_small_050": (64, {}),
    "mobileone_s0": (64, {}),
    "mobilevit_xxs": (64, {}),
    "mobilevitv2_050": (64, {}),
    "mnasnet_small": (64, {}),
    "fbnetc_100": (64, {}),
    "lcnet_050": (64, {}),
    "tinynet_e": (64, {}),
    "rexnet_100": (64, {}),
    "hardcorenas_a": (64, {}),
    "regnetx_002": (64, {}),
    "regnety_002": (64, {}),
    "mixer_s32_224": (64, {"img_size": 64}),
    "resmlp_12_224": (64, {"img_size": 64}),
    "gmlp_ti16_224": (64, {"img_size": 64}),
    "densenet121": (64, {}),
    "inception_v3": (96, {}),
    "inception_next_atto": (64, {}),
    "xception41p": (64, {}),
    "ghostnet_050": (64, {}),
    "ghostnetv2_100": (64, {}),
    "maxvit_rmlp_pico_rw_256": (128, {"img_size": 128}),
    "coatnet_pico_rw_224": (64, {"img_size": 64}),
    "coat_tiny": (64, {"img_size": 64}),
    "levit_128s": (224, {}),
    "xcit_nano_12_p16_224": (64, {"img_size": 64}),
    "poolformer_s12": (64, {}),
    "poolformerv2_s12": (64, {}),
    "repvgg_a0": (64, {}),
    "repvit_m0_9": (64, {}),
    "nf_regnet_b0": (64, {}),
    "nfnet_l0": (64, {}),
    "pvt_v2_b0": (64, {}),
    "twins_svt_small": (224, {}),
    "volo_d1_224": (224, {}),
    "visformer_tiny": (64, {"img_size": 64}),
    "edgenext_xx_small": (64, {}),
    "fastvit_t8": (64, {}),
    "fasternet_t0": (64, {}),
    "efficientformer_l1": (224, {}),
    "efficientvit_b0": (64, {}),
    "efficientvit_m0": (224, {}),
    "tiny_vit_5m_224": (224, {}),
    "convmixer_768_32": (64, {}),
    "dla34": (64, {}),
    "dpn48b": (64, {}),
    "hrnet_w18_small": (64, {}),
    "cspresnet50": (64, {}),
    "gernet_s": (64, {}),
    "selecsls42b": (64, {}),
    "vovnet39a": (64, {}),
    "davit_tiny": (64, {}),
    "focalnet_tiny_srf": (64, {}),
    "gcvit_xxtiny": (224, {}),
    "nest_tiny_jx": (224, {}),
    "hiera_tiny_224": (224, {}),
    "starnet_s1": (64, {}),
    "mambaout_femto": (64, {}),
    "swiftformer_xs": (224, {}),
    "shvit_s1": (224, {}),
    "sequencer2d_s": (64, {"img_size": 64}),
    "vgg11_bn": (64, {}),
}


def model(name):
    torch.manual_seed(1)
    network = timm.create_model(name, num_classes=10, **ARCHITECTURES[name][1]).eval()
    for parameter_name, parameter in network.named_parameters():
        # Layers that start at zero would hide what is behind them.
        if parameter.detach().abs().max() < 1e-3:
            parameter.data.uniform_(0.1, 0.5) if "gamma" in parameter_name else (
                parameter.data.normal_(0, 0.05)
            )
    # Statistics of noise, so that numbers neither vanish nor explode with the depth.
    side = ARCHITECTURES[name][0]
    for module in network.modules():
        if isinstance(module, (torch.nn.BatchNorm1d, torch.nn.BatchNorm2d)):
            module.reset_running_stats()
            module.momentum = None
    with torch.no_grad():
        network.train()(torch.rand(8, 3, side, side))
    return network.eval()


def session(file, level=onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL, optimised=None):
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = level
    options.log_severity_level = 3
    if optimised:
        options.optimized_model_filepath = str(optimised)
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])


def export(name, way, folder):
    file = folder / way / "net.onnx"
    if way in ("default", "torchscript"):
        file.parent.mkdir(parents=True, exist_ok=True)
    side = ARCHITECTURES[name][0]
    if way == "default":
        torch.onnx.export(model(name), (torch.rand(1, 3, side, side),), str(file))
    elif way == "torchscript":
        torch.onnx.export(model(name), (torch.rand(1, 3, side, side),), str(file), dynamo=False)
    else:
        # Beside the original, whose weights it may go on to name.
        file = folder / "default" / f"{way}.onnx"
        level = getattr(onnxruntime.GraphOptimizationLevel, "ORT_ENABLE_" + way.upper())
        session(folder / "default" / "net.onnx", level, file)
    return file


def encoded(array):
    return base64.b64encode(array.astype("<f4").tobytes()).decode()


def logits(file, images):
    runner = session(file)
    name = runner.get_inputs()[0].name
    return numpy.concatenate([runner.run(None, {name: image[None]})[0] for image in images])


def attempt(name, way, folder, worker):
    side = ARCHITECTURES[name][0]
    images = numpy.random.default_rng(5).random((IMAGES, 3, side, side)).astype("f4")
    try:
        signal.alarm(SECONDS)
        file = export(name, way, folder)
        expected = logits(file, images)
    except Exception as failure:
        return {"export": f"{type(failure).__name__}: {failure}"[:300]}
    finally:
        signal.alarm(0)
    request = {"model": str(file), "images": encoded(images), "logits": encoded(expected)}
    worker.stdin.write(json.dumps(request) + "\n")
    worker.stdin.flush()
    return json.loads(worker.stdout.readline())


def passes(result):
    return "failure" not in result and all(
        result[key] <= tolerance for key, tolerance in TOLERANCES.items()
    )


def reason(result):
    if "failure" in result:
        return result["failure"].split(".onnx: ")[-1]
    bad = [f"{k} off by {result[k]:.1e}" for k, t in TOLERANCES.items() if not result[k] <= t]
    return ", ".join(bad)


def table(results):
    print("| architecture | " + " | ".join(WAYS) + " |")
    print("|---|" + "---|" * len(WAYS))
    notes = []
    tried = passed = 0
    for name in sorted({name for name, _ in results}):
        row = []
        for way in WAYS:
            result = results.get((name, way))
            if result is None:
                row.append("")
            elif "export" in result:
                row.append("not exported")
            else:
                tried += 1
                passed += passes(result)
                opened = "" if result.get("opened", True) else " (row by row)"
                row.append("yes" + opened if passes(result) else "**no**")
                if not passes(result):
                    notes.append(f"- {name}, {way}: {reason(result)}")
        print(f"| {name} | " + " | ".join(row) + " |")
    print(f"\n{passed} of {tried} files pass ({100 * passed / max(1, tried):.1f} %).\n")
    print("\n".join(notes))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="architectures (default: all)")
    parser.add_argument("--table", action="store_true", help="print what is known, run nothing")
    parser.add_argument("--again", action="store_true", help="try again what does not pass")
    options = parser.parse_args()
    TARGET.mkdir(parents=True, exist_ok=True)
    kept = TARGET / "results.jsonl"
    results = {}
    if kept.exists():
        for line in kept.read_text().splitlines():
            entry = json.loads(line)
            results[entry.pop("name"), entry.pop("way")] = entry
    if options.table:
        return table(results)
    warnings.filterwarnings("ignore")
    signal.signal(signal.SIGALRM, lambda *_: (_ for _ in ()).throw(TimeoutError("export")))
    class_path = (HERE.parent / "target" / "class-path.txt").read_text()
    worker = subprocess.Popen(
        [
            "java",
            "-Xmx3g",
            "-cp",
            f"{HERE.parent}/target/classes{os.pathsep}{class_path}",
            "io.separatrix.benchmarks.CoverageWorker",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=open(TARGET / "worker.log", "w"),
        text=True,
    )
    for name in options.names or ARCHITECTURES:
        folder = TARGET / "models" / name
        for way in WAYS:
            known = results.get((name, way))
            if known and not (options.again and not ("export" not in known and passes(known))):
                continue
            if way in ("basic", "extended") and not (folder / "default" / "net.onnx").exists():
                export_again = results.get((name, "default"), {})
                if "export" in export_again:
                    continue
                export(name, "default", folder)
            result = attempt(name, way, folder, worker)
            results[name, way] = result
            with kept.open("a") as lines:
                lines.write(json.dumps({"name": name, "way": way, **result}) + "\n")
            print(name, way, json.dumps(result)[:300], flush=True)
        shutil.rmtree(folder, ignore_errors=True)
    worker.stdin.close()
    worker.wait()
    table(results)


if __name__ == "__main__":
    main()
