package io.separatrix.cluster;

import org.apache.spark.SparkConf;

/** Settings of Spark that a network's evaluation needs, where the user has not set them. */
final class SparkSettings {

  private SparkSettings() {}

  /**
   * Completes the settings: one task at a time in an executor, which has all of its cores; no
   * second copy of a task that is slow.
   */
  static SparkConf complete(SparkConf conf) {
    conf.setIfMissing("spark.app.name", "separatrix");
    conf.setIfMissing("spark.executor.cores", "1");
    String cores = conf.get("spark.executor.cores");
    conf.set("spark.task.cpus", cores);
    conf.set("spark.speculation", "false");
    conf.setIfMissing("spark.driver.maxResultSize", "0");
    conf.setIfMissing("spark.ui.enabled", "false"); // it would listen on all addresses
    conf.setIfMissing("spark.log.level", "WARN");
    environment(conf, "OMP_WAIT_POLICY", "passive");
    environment(conf, "OMP_NUM_THREADS", cores);
    environment(conf, "MALLOC_MMAP_THRESHOLD_", "1000000000");
    environment(conf, "MALLOC_TRIM_THRESHOLD_", "4000000000");
    String options = conf.get("spark.executor.extraJavaOptions", "");
    if (!options.contains("javacpp.cachedir")) {
      // A worker's user may have no home.
      options += " -Dorg.bytedeco.javacpp.cachedir=" + cache();
    }
    return conf.set(
        "spark.executor.extraJavaOptions", (options + " -Djava.awt.headless=true").strip());
  }

  private static void environment(SparkConf conf, String name, String value) {
    conf.setIfMissing("spark.executorEnv." + name, value);
  }

  private static String cache() {
    return System.getProperty(
        "org.bytedeco.javacpp.cachedir",
        System.getProperty("java.io.tmpdir")
            + "/separatrix-natives-"
            + System.getProperty("user.name"));
  }
}
