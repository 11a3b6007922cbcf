/** A Slurm of one machine, started for a test and stopped after it: own keys, sockets, ports and folder, so that it meets no other. It takes root. */
import { execFileSync, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

export interface Slurm {
  /** What sbatch, scontrol and squeue find it by. */
  readonly env: Readonly<Record<string, string>>;
  /** The command's words on stdout. Throws what it says on stderr. */
  command(name: string, ...words: string[]): string;
  stop(): Promise<void>;
}

/** What is missing for a Slurm here, in words; undefined when it can be started. */
export function missing(): string | undefined {
  const absent = ["slurmctld", "slurmd", "munged", "sbatch"].filter((name) => spawnSync("sh", ["-c", `command -v ${name}`]).status !== 0);
  if (absent.length > 0) return `${absent.join(", ")} not installed (Debian: slurmctld slurmd slurm-client munge)`;
  return process.getuid?.() === 0 ? undefined : "it takes root";
}

/** `cpus`: tasks that run at once. */
export async function startSlurm(cpus: number): Promise<Slurm> {
  const folder = mkdtempSync(join(tmpdir(), "landau-slurm-"));
  const munge = join(folder, "munge");
  for (const name of ["munge", "state", "spool"]) mkdirSync(join(folder, name), { mode: 0o700 });
  writeFileSync(join(munge, "key"), randomBytes(1024), { mode: 0o400 });
  const socket = join(munge, "socket");
  const mungeFiles = { "key-file": "key", socket: "socket", "pid-file": "pid", "log-file": "log", "seed-file": "seed" };
  execFileSync("munged", ["--force", ...Object.entries(mungeFiles).map(([option, file]) => `--${option}=${join(munge, file)}`)], { stdio: "ignore" });
  writeFileSync(join(folder, "slurm.conf"), configuration(folder, socket, cpus));
  const env = { SLURM_CONF: join(folder, "slurm.conf") };
  const command = (name: string, ...words: string[]) => {
    const { status, stdout, stderr } = spawnSync(name, words, { env: { ...process.env, ...env }, encoding: "utf8" });
    if (status !== 0) throw new Error(`${name} ${words.join(" ")}: ${stderr}`);
    return stdout.trim();
  };
  command("slurmctld", "-c");
  command("slurmd");
  for (let waited = 0; !isIdle(command); waited++) {
    if (waited > 300) throw new Error(`no idle node in 30 s: ${readFileSync(join(folder, "controller.log"), "utf8").slice(-1000)}`);
    await setTimeout(100);
  }
  return {
    env,
    command,
    async stop() {
      spawnSync("scontrol", ["shutdown"], { env: { ...process.env, ...env } });
      await setTimeout(1000);
      process.kill(Number(readFileSync(join(munge, "pid"), "utf8")));
      await setTimeout(200);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function isIdle(command: Slurm["command"]): boolean {
  try {
    return command("sinfo", "-h", "-o", "%T").includes("idle");
  } catch {
    return false;
  }
}

/** Nothing is tracked by control groups, and the node has as many processors as it is told (the tests' machine may have fewer). */
const configuration = (folder: string, socket: string, cpus: number): string => {
  const host = hostname().split(".")[0];
  const port = 20000 + 2 * (process.pid % 10000);
  return `ClusterName=test
SlurmctldHost=${host}(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=${socket}
CredType=cred/munge
SlurmctldPort=${port}
SlurmdPort=${port + 1}
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd.pid
SlurmctldLogFile=${folder}/controller.log
SlurmdLogFile=${folder}/node.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=sched_interval=1,batch_sched_delay=0
SlurmdParameters=config_overrides
JobRequeue=1
KillWait=5
MinJobAge=300
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
NodeName=${host} NodeAddr=127.0.0.1 CPUs=${cpus} State=UNKNOWN
PartitionName=all Nodes=${host} Default=YES MaxTime=INFINITE State=UP
`;
};
