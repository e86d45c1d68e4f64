#!/usr/bin/env bash
# Starts a Slurm of one node on this machine, as root: munged, slurmctld, slurmd (apt-get install libpmix-dev slurmctld slurmd slurm-client munge).
# Usage: start-slurm.sh FOLDER [CPUS [GPUS]]. GPUs are counts: each stands on a null device. Prints the export of SLURM_CONF that srun and sbatch need.
# To stop it: start-slurm.sh --stop FOLDER.
set -euo pipefail

if [ "$1" = --stop ]; then
  for daemon in slurmd slurmctld munged; do
    if [ -s "$2/$daemon.pid" ]; then
      process=$(cat "$2/$daemon.pid")
      kill "$process" 2>/dev/null || true
      for _ in $(seq 50); do kill -0 "$process" 2>/dev/null || break; sleep 0.1; done
    fi
  done
  exit 0
fi

folder=$(mkdir -p "$1" && cd "$1" && pwd)
cpus=${2:-$(nproc)}
gpus=${3:-2}
host=$(hostname -s)
mkdir -p "$folder/state" "$folder/spool"

# Two ports that nobody listens on.
port=6817
while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || (exec 3<>"/dev/tcp/127.0.0.1/$((port + 1))") 2>/dev/null; do port=$((port + 10)); done

# munge's socket and key must belong to its own user, in folders that others can't write to.
mkdir -p /run/munge && chown munge: /run/munge && chmod 755 /run/munge
if [ ! -s /etc/munge/munge.key ]; then
  dd if=/dev/urandom of=/etc/munge/munge.key bs=1024 count=1 status=none
fi
chown munge: /etc/munge/munge.key && chmod 400 /etc/munge/munge.key
if ! munge -n >/dev/null 2>&1; then
  runuser -u munge -- munged --force
  cp /run/munge/munged.pid "$folder/munged.pid"
  for _ in $(seq 50); do munge -n >/dev/null 2>&1 && break; sleep 0.1; done
fi

: > "$folder/gres.conf"
for gpu in $(seq 0 $((gpus - 1))); do
  mknod "$folder/gpu$gpu" c 1 3 2>/dev/null || : > "$folder/gpu$gpu"
  echo "NodeName=$host Name=gpu File=$folder/gpu$gpu" >> "$folder/gres.conf"
done
cat > "$folder/slurm.conf" <<CONF
ClusterName=one
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$port
SlurmdPort=$((port + 1))
SlurmUser=root
AuthType=auth/munge
# A requeued job may start again after this many seconds, not after two minutes.
AuthInfo=cred_expire=5
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
# Looks for what can start every second, not every 30 or 60.
SchedulerParameters=sched_interval=1,bf_interval=1,batch_sched_delay=0
SlurmdParameters=config_overrides
GresTypes=gpu
ReturnToService=2
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.log
NodeName=$host NodeAddr=127.0.0.1 CPUs=$cpus Gres=gpu:$gpus State=UNKNOWN
PartitionName=all Nodes=$host Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF="$folder/slurm.conf"
slurmctld
slurmd
for _ in $(seq 100); do
  if [ "$(sinfo -h -o %T 2>/dev/null)" = idle ]; then
    echo "export SLURM_CONF=$SLURM_CONF"
    exit 0
  fi
  sleep 0.2
done
echo "Slurm did not come up; see $folder/*.log" >&2
exit 1
