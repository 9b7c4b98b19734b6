package io.separatrix.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.separatrix.geometry.Vectors;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Logits of all images by ONNX Runtime's Java interface. */
final class OnnxRuntimeForward implements Contender {

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final int batch;
  private final long[] shape;
  private final float[][] images;

  private OnnxRuntimeForward(Request request) throws OrtException {
    this.batch = request.whole("batch");
    this.environment = OrtEnvironment.getEnvironment();
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(request.whole("threads"));
    options.setInterOpNumThreads(1);
    this.session = environment.createSession(request.text("network"), options);
    List<Integer> extents = request.network().inputShape();
    this.shape = new long[] {batch, extents.get(0), extents.get(1), extents.get(2)};
    this.images =
        Arrays.stream(request.images()).map(OnnxRuntimeForward::narrow).toArray(float[][]::new);
  }

  static Contender open(Request request) {
    try {
      return new OnnxRuntimeForward(request);
    } catch (OrtException e) {
      throw failed(e);
    }
  }

  private static float[] narrow(double[] wide) {
    float[] narrow = new float[wide.length];
    for (int i = 0; i < wide.length; i++) {
      narrow[i] = (float) wide[i];
    }
    return narrow;
  }

  @Override
  public Map<String, Object> run() {
    double check = 0;
    for (int from = 0; from < images.length; from += batch) {
      FloatBuffer buffer = FloatBuffer.allocate(batch * images[0].length);
      int rows = Math.min(batch, images.length - from);
      for (int i = 0; i < rows; i++) {
        buffer.put(images[from + i]);
      }
      long[] extents = shape.clone();
      extents[0] = rows;
      try (OnnxTensor tensor = OnnxTensor.createTensor(environment, buffer.flip(), extents);
          OrtSession.Result result =
              session.run(Map.of(session.getInputNames().iterator().next(), tensor))) {
        float[][] logits = (float[][]) result.get(0).getValue();
        double[] last = new double[logits[0].length];
        Arrays.setAll(last, i -> logits[rows - 1][i]);
        check = Vectors.norm(last);
      } catch (OrtException e) {
        throw failed(e);
      }
    }
    return Map.of("items", images.length, "check", check);
  }

  @Override
  public Map<String, String> versions() {
    return Map.of("onnxruntime-java", environment.getVersion());
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw failed(e);
    }
  }

  private static IllegalStateException failed(OrtException e) {
    return new IllegalStateException("ONNX Runtime: " + e.getMessage(), e);
  }
}
