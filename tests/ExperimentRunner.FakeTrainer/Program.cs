using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using ExperimentRunner.FakeTrainer;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Results;

if (args is ["sweep", var folder, var runs])
{
    MadeUpSweep.Write(folder, int.Parse(runs, CultureInfo.InvariantCulture));
    return TrainerExitCode.Success;
}

// Called as the trainer is: train FOLDER --parent PID.
var paths = new RunPaths(args[1]);
Console.WriteLine(GivenDevices.Describe());
var spec = AttemptHistory.ReadSpec(paths) ?? throw new InvalidDataException($"{paths.Spec} is not there.");
using TrainerLock folderLock = TrainerLock.Take(paths);
double? imagesPerSecond = LawScript.ImagesPerSecond(Environment.GetEnvironmentVariable("FAKE_TRAINER_LAW"), paths, spec);
var run = new FakeRun(paths, spec, imagesPerSecond, TimeProvider.System);
if (FakeMemory.IsTooSmallFor(spec))
{
    run.WriteResult(new RunOutcome.Failed(FailureKind.OutOfMemory, TrainerExitCode.OutOfMemory, "DefaultCPUAllocator: can't allocate memory", []));
    return TrainerExitCode.OutOfMemory;
}

switch (BehaviourScript.Of(Path.GetFileName(paths.Folder), Environment.GetEnvironmentVariable("FAKE_TRAINER")))
{
    case Behaviour.Succeed:
        run.Play(pause: TimeSpan.Zero);
        return TrainerExitCode.Success;
    case Behaviour.Slow:
        run.Play(pause: TimeSpan.FromMilliseconds(150));
        return TrainerExitCode.Success;
    case Behaviour.Varied:
        run.Play(pause: TimeSpan.FromMilliseconds(25 + (50 * Convert.ToInt32(Path.GetFileName(paths.Folder)[^2..], 16) / 255.0)));
        return TrainerExitCode.Success;
    case Behaviour.Steady:
        return StoppableRun.Play(run, pause: TimeSpan.FromMilliseconds(10), crashesAt: null, args);
    case Behaviour.Patient:
        return StoppableRun.Play(run, pause: TimeSpan.FromMilliseconds(500), crashesAt: null, args);
    case Behaviour.CrashOnce:
        return StoppableRun.Play(run, pause: TimeSpan.FromMilliseconds(10), crashesAt: 8, args);
    case Behaviour.FailBehindCheckpoint:
        run.FailBehindCheckpoint();
        return TrainerExitCode.Crash;
    case Behaviour.LockedOnce:
        string seen = Path.Combine(paths.Folder, "locked.seen");
        if (File.Exists(seen))
        {
            run.Play(pause: TimeSpan.Zero);
            return TrainerExitCode.Success;
        }

        File.WriteAllText(seen, "");
        run.WriteResult(new RunOutcome.Failed(FailureKind.Diverged, TrainerExitCode.Diverged, "of another trainer", []));
        return TrainerExitCode.Locked;
    case Behaviour.DeviceFault:
        Console.Error.WriteLine("CUDA error: an illegal memory access was encountered");
        run.WriteResult(new RunOutcome.Failed(FailureKind.Crash, TrainerExitCode.Crash, "something went wrong", []));
        return TrainerExitCode.Crash;
    case Behaviour.DeafWithChild:
        run.Begin();
        using (PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true))
        using (Process child = Process.Start("sleep", ["600"]))
        {
            File.WriteAllText(Path.Combine(paths.Folder, "child.pid"), child.Id.ToString(CultureInfo.InvariantCulture));
            Thread.Sleep(Timeout.Infinite);
        }

        return TrainerExitCode.Crash;
    case Behaviour.Crash:
        Console.Error.WriteLine("first line of the crash");
        Console.Error.WriteLine("last line of the crash");
        return TrainerExitCode.Crash;
    case Behaviour.OutOfMemory:
        Console.Error.WriteLine("DefaultCPUAllocator: can't allocate memory");
        run.WriteResult(new RunOutcome.Failed(FailureKind.OutOfMemory, TrainerExitCode.OutOfMemory, "DefaultCPUAllocator: can't allocate memory", []));
        return TrainerExitCode.OutOfMemory;
    case Behaviour.Aborted:
        Console.Error.WriteLine("terminate called after throwing an instance of 'std::bad_alloc'");
        Environment.FailFast("");
        return TrainerExitCode.Crash;
    case Behaviour.Killed:
        Process.GetCurrentProcess().Kill();
        return TrainerExitCode.Crash;
    case Behaviour.Hang:
        Thread.Sleep(Timeout.Infinite);
        return TrainerExitCode.Crash;
    case Behaviour.Deaf:
        using (PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true))
        {
            Thread.Sleep(Timeout.Infinite);
        }

        return TrainerExitCode.Crash;
    case Behaviour.BadJson:
        File.WriteAllText(paths.Result, "{ this is no JSON");
        return TrainerExitCode.Success;
    case Behaviour.BadEvents:
        File.WriteAllText(paths.Events, "{ this is no JSON\n");
        run.Play(pause: TimeSpan.Zero);
        return TrainerExitCode.Success;
    case Behaviour.NoResult:
        return TrainerExitCode.Success;
    default:
        throw new InvalidOperationException("There is no such behaviour.");
}
