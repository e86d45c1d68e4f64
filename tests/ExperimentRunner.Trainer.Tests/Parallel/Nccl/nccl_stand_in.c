/* The entry points of NCCL 2 that the trainer uses, on host memory: ranks are threads of one process that meet here.
   Keeps NCCL's rules: a call that breaks one returns an error or waits, as NCCL would. What was called can be read back. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OK = 0, SYSTEM_ERROR = 2, INVALID_ARGUMENT = 4, INVALID_USAGE = 5, REMOTE_ERROR = 6 };
enum { MOST_RANKS = 16, MOST_GROUPS = 64 };

typedef struct { char bytes[128]; } Id;
typedef struct { Id id; int size, joined, arrived, round, aborted; float *sum; } Group;
typedef struct { Group *group; int rank, size, async_error; } Comm;

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static Group groups[MOST_GROUPS];
static int group_count, id_count, fail_result;
static char fail_call[64], calls[65536];
static __thread int depth;
static __thread Group *waiting[MOST_RANKS];
static __thread int waiting_count;

static void record(const char *call) { strncat(calls, call, sizeof calls - strlen(calls) - 2); strcat(calls, "\n"); }

static int begin(const char *call) {
    pthread_mutex_lock(&gate);
    record(call);
    if (fail_result != 0 && strcmp(call, fail_call) == 0) { int result = fail_result; fail_result = 0; pthread_mutex_unlock(&gate); return result; }
    return OK;
}

/* For tests. */
void stand_in_fail(const char *call, int result) { strncpy(fail_call, call, sizeof fail_call - 1); fail_result = result; }
void stand_in_async_error(void *comm, int error) { ((Comm *)comm)->async_error = error; }
const char *stand_in_calls(void) { return calls; }
void stand_in_reset(void) { calls[0] = 0; fail_result = 0; }

const char *ncclGetErrorString(int result) {
    switch (result) {
        case OK: return "no error";
        case SYSTEM_ERROR: return "unhandled system error";
        case INVALID_ARGUMENT: return "invalid argument";
        case INVALID_USAGE: return "invalid usage";
        case REMOTE_ERROR: return "remote process exited or there was a network error";
        default: return "unknown result code";
    }
}

const char *ncclGetLastError(void *comm) { (void)comm; return "socket 7 of the stand-in"; }

int ncclGetUniqueId(Id *id) {
    int result = begin("ncclGetUniqueId");
    if (result != OK) return result;
    memset(id, 0, sizeof *id);
    /* Beyond byte 64, so that a truncated copy is no valid id. */
    snprintf(id->bytes + 64, 64, "id %d", ++id_count);
    pthread_mutex_unlock(&gate);
    return OK;
}

static Group *find(Id id, int size) {
    for (int i = 0; i < group_count; i++) if (memcmp(&groups[i].id, &id, sizeof id) == 0) return &groups[i];
    Group *group = &groups[group_count++ % MOST_GROUPS];
    memset(group, 0, sizeof *group);
    group->id = id;
    group->size = size;
    return group;
}

static Comm *join(Group *group, int rank) {
    Comm *comm = calloc(1, sizeof *comm);
    comm->group = group; comm->rank = rank; comm->size = group->size;
    group->joined++;
    pthread_cond_broadcast(&changed);
    return comm;
}

static int wait_for_all(Group *group) {
    while (group->joined < group->size && !group->aborted) pthread_cond_wait(&changed, &gate);
    return group->aborted ? REMOTE_ERROR : OK;
}

int ncclGroupStart(void) { int result = begin("ncclGroupStart"); if (result != OK) return result; depth++; pthread_mutex_unlock(&gate); return OK; }

int ncclGroupEnd(void) {
    int result = begin("ncclGroupEnd");
    if (result != OK) return result;
    if (depth == 0) { pthread_mutex_unlock(&gate); return INVALID_USAGE; }
    if (--depth == 0) {
        for (int i = 0; i < waiting_count && result == OK; i++) result = wait_for_all(waiting[i]);
        waiting_count = 0;
    }
    pthread_mutex_unlock(&gate);
    return result;
}

int ncclCommInitRank(void **comm, int size, Id id, int rank) {
    int result = begin("ncclCommInitRank");
    if (result != OK) return result;
    if (id.bytes[64] == 0 || rank < 0 || rank >= size) { pthread_mutex_unlock(&gate); return INVALID_ARGUMENT; }
    Group *group = find(id, size);
    *comm = join(group, rank);
    if (depth > 0) waiting[waiting_count++] = group; else result = wait_for_all(group);
    pthread_mutex_unlock(&gate);
    return result;
}

int ncclCommInitAll(void **comms, int count, const int *devices) {
    int result = begin("ncclCommInitAll");
    if (result != OK) return result;
    (void)devices;
    Id id; memset(&id, 0, sizeof id);
    snprintf(id.bytes + 64, 64, "all %d", ++id_count);
    Group *group = find(id, count);
    for (int i = 0; i < count; i++) comms[i] = join(group, i);
    pthread_mutex_unlock(&gate);
    return OK;
}

int ncclAllReduce(const void *send, void *receive, size_t count, int type, int operation, void *c, void *stream) {
    Comm *comm = c;
    int result = begin("ncclAllReduce");
    if (result != OK) return result;
    Group *group = comm->group;
    if (type != 7 || operation != 0 || send != receive || stream != NULL) { pthread_mutex_unlock(&gate); return INVALID_ARGUMENT; }
    int round = group->round;
    if (group->arrived == 0) group->sum = calloc(count, sizeof(float));
    for (size_t i = 0; i < count; i++) group->sum[i] += ((const float *)send)[i];
    group->arrived++;
    if (group->arrived == group->size) { group->round++; pthread_cond_broadcast(&changed); }
    while (group->round == round && !group->aborted) pthread_cond_wait(&changed, &gate);
    if (!group->aborted) memcpy(receive, group->sum, count * sizeof(float)); else result = REMOTE_ERROR;
    if (--group->arrived == 0) { free(group->sum); group->sum = NULL; }
    pthread_cond_broadcast(&changed);
    while (group->arrived > 0 && !group->aborted) pthread_cond_wait(&changed, &gate);
    pthread_mutex_unlock(&gate);
    return result;
}

int ncclCommGetAsyncError(void *comm, int *error) { *error = ((Comm *)comm)->async_error; return OK; }

int ncclCommAbort(void *comm) {
    begin("ncclCommAbort");
    ((Comm *)comm)->group->aborted = 1;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&gate);
    return OK;
}

int ncclCommDestroy(void *comm) { begin("ncclCommDestroy"); free(comm); pthread_mutex_unlock(&gate); return OK; }
