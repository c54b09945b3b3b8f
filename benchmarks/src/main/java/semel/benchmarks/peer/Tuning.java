package semel.benchmarks.peer;

/// How a candidate is set up.
///
/// @param settings those that differ from what it comes with; Markdown
/// @param advised the page of its documentation that advises them
public record Tuning(String settings, String advised) {

  static Tuning of(Candidate candidate) {
    return switch (candidate) {
      case SEMEL ->
          new Tuning(
              "none, and `SEMEL_PERMITS=1000` where it says so; killed: `SEMEL_LEASE=6s`, "
                  + "`SEMEL_PROVIDER_TIMEOUT=1s`, `SEMEL_SETTLE=6s`, `SEMEL_PERMITS=50`",
              "../README.md");
      case DB_SCHEDULER ->
          new Tuning(
              "lock-and-fetch from 1.0 to 4.0 of the threads, 50 threads (100 where calls hang), "
                  + "polls every 100 ms, heartbeat 1 s, 4 missed ones; 24 connections",
              "https://github.com/kagkarlsson/db-scheduler#configuration");
      case JOBRUNR ->
          new Tuning(
              "100 workers, polls every 5 s (the shortest on SQL); 24 connections",
              "https://www.jobrunr.io/en/documentation/configuration/fluent/");
      case QUARTZ ->
          new Tuning(
              "JobStoreTX, clustered, 10 threads (100 where calls hang), as many triggers at once "
                  + "with `acquireTriggersWithinLock`, `idleWaitTime` and "
                  + "`clusterCheckinInterval` 1 s, recovery asked for; 24 connections",
              "https://www.quartz-scheduler.org/documentation/"
                  + "quartz-2.3.0/configuration/ConfigMain");
      case GRAPHILE_WORKER ->
          new Tuning(
              "`concurrentJobs` 24, `localQueue.size` 500 (100 and 100 where calls hang), "
                  + "`completeJobBatchDelay` and `failJobBatchDelay` 0, polls every 100 ms; "
                  + "24 connections; killed: its dead workers are named to `forceUnlockWorkers`, "
                  + "without that it waits four hours",
              "https://worker.graphile.org/docs/performance");
      case PG_BOSS ->
          new Tuning(
              "`batchSize` 2000 with 8 workers (100 with one where calls hang), polls every "
                  + "0.5 s (the shortest), expiry 5 s with maintenance every second where it is "
                  + "killed; 24 connections",
              "https://timgit.github.io/pg-boss/");
    };
  }
}
