namespace ExperimentRunner.Matrix.Faults;

/// <summary>Everything that can be wrong with a matrix. The number is the code: 21 is EXP021. Codes are never reused.</summary>
internal enum FaultKind
{
    UnreadableFile = 1,
    FileTooLarge = 2,
    BrokenYaml = 3,
    ExpandsTooFar = 4,
    UnusedYamlFeature = 5,
    BadOverride = 6,

    UnknownKey = 10,
    RepeatedKey = 11,
    MissingKey = 12,
    WrongType = 13,
    OutOfRange = 14,
    NotFinite = 15,
    UnknownName = 16,
    BadSweepName = 17,
    BadDuration = 18,
    NotSupportedYet = 19,

    EmptyAxis = 20,
    BatchNotShared = 21,
    RepeatedValue = 22,
    TwoBatchAxes = 23,
    MissingBatch = 24,
    ContradictingBatches = 25,
    GlobalBatchTooLarge = 26,
    BeyondTable = 27,
    BatchBeyondImages = 28,

    UselessExclude = 30,
    NoSuchAxis = 31,
    NoCells = 32,
    SameCellTwice = 33,
    TooManyRuns = 34,
    BaselineIsNoCell = 35,
    BaselineIsSeveralCells = 36,

    MissingFolder = 40,
    MissingPath = 41,
    UnusedPath = 42,
    MissingWeights = 43,
    UnknownFileKind = 44,

    SameRunId = 50,

    NesterovWithoutMomentum = 60,

    StopWithoutTarget = 70,

    BadExpression = 80,
    ExpectationOfNoCell = 81,
    ExpectationWithoutTarget = 82,
    RepeatsUpsideDown = 83,
    UntimedRepeats = 84,
}
