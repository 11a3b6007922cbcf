/**
 * The script of a Slurm array that runs a study in shards, one a task.
 *
 * Slurm's warning before the time limit goes to the script alone, which passes it on and, when the shard has stopped in good order (85), puts its task back
 * into the queue: a job that leaves by itself is not requeued by --requeue, which is for lost nodes and preemption. A task that is cancelled (SIGTERM)
 * stays so.
 */
import { commandLine } from "../../study/plan/command.ts";
import { stoppedEarly } from "./execute.ts";

export interface SlurmJob {
  /** Of the study. */
  readonly name: string;
  readonly shards: number;
  /** Time limit of a task, in seconds. */
  readonly seconds: number;
  /** Threads of a task. */
  readonly workers: number;
  /** Absolute: where the command runs. */
  readonly folder: string;
  /** The words of a run of the whole study; the shard is added to them. */
  readonly run: readonly string[];
}

/** Seconds before the limit at which Slurm warns; it is late by up to a minute. */
const warning = 90;

export function slurmScript({ name, shards, seconds, workers, folder, run }: SlurmJob): string {
  return `#!/bin/bash
#SBATCH --job-name=${name.replace(/[^\w.-]+/g, "-")}
#SBATCH --array=1-${shards}
#SBATCH --time=${slurmTime(seconds)}
#SBATCH --cpus-per-task=${workers}
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --signal=B:USR1@${warning}
${commandLine(["cd", folder])} || exit 2
${commandLine(run)} --shard "$SLURM_ARRAY_TASK_ID/${shards}" --workers ${workers} &
landau=$!
trap 'warned=yes; kill -USR1 $landau' USR1
trap 'kill -TERM $landau' TERM INT HUP
# A trap ends the waiting, not the program.
while kill -0 $landau 2>/dev/null; do wait $landau; done
wait $landau
code=$?
if [ $code -eq ${stoppedEarly} ] && [ "$warned" = yes ]; then
  scontrol requeue "\${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID"
fi
exit $code
`;
}

/** Days-hours:minutes:seconds, as Slurm reads it. */
export function slurmTime(seconds: number): string {
  const whole = Math.ceil(seconds);
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  return `${Math.floor(whole / 86400)}-${two((whole % 86400) / 3600)}:${two((whole % 3600) / 60)}:${two(whole % 60)}`;
}
