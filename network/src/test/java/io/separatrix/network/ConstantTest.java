package io.separatrix.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class ConstantTest {

  @Test
  void constructor_withReadOnlyHeapBuffer_holdsADirectCopy() {
    ByteBuffer heap = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    heap.putFloat(4, 1.5f).putFloat(8, -2).position(4);
    Constant constant = new Constant(ElementType.FLOAT32, new long[] {2}, heap.asReadOnlyBuffer());

    assertThat(constant.data().isDirect()).isTrue();
    assertThat(constant.data().remaining()).isEqualTo(8);
    assertThat(constant.data().getFloat(0)).isEqualTo(1.5f);
    assertThat(constant.data().getFloat(4)).isEqualTo(-2f);
    assertThat(heap.position()).isEqualTo(4);
  }
}
