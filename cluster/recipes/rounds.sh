#!/bin/sh
# Runs a command in shards, round by round, until it is complete: rounds.sh DIR N COMMAND [OPTIONS]
# Here one process after the other stands in for a scheduler; with Slurm, `shard` below is the body of an
# array job of N tasks, and `merge` a job that depends on it.
set -eu

dir=$1
n=$2
shift 2
separatrix=${SEPARATRIX:-separatrix}

# A shard starts each round from all that is finished so far; one that was interrupted goes on.
shard() {
  i=$1
  shift
  if [ "$dir/whole/run.json" -nt "$dir/part-$i/run.json" ]; then
    rm -rf "$dir/part-$i"
    cp -r "$dir/whole" "$dir/part-$i"
  fi
  "$separatrix" "$@" --shard "$i/$n" --out "$dir/part-$i" --resume --quiet
}

parts=
i=0
while [ "$i" -lt "$n" ]; do
  parts="$parts $dir/part-$i"
  i=$((i + 1))
done

mkdir -p "$dir"
until [ -s "$dir/whole/report.html" ]; do
  i=0
  while [ "$i" -lt "$n" ]; do
    shard "$i" "$@"
    i=$((i + 1))
  done
  # shellcheck disable=SC2086 # a list of folders without spaces
  "$separatrix" merge $parts --out "$dir/whole" --overwrite --quiet
done
