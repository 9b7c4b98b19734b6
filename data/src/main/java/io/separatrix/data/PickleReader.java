package io.separatrix.data;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what CIFAR's Python files are made of: dictionaries and lists of texts, whole numbers and
 * NumPy arrays. A pickle is a program for a stack machine, and unpickling may call any function of
 * Python; here nothing is called, and whatever builds something else is refused.
 *
 * <p>Byte strings and texts become strings, a byte string with one character per byte; whole
 * numbers {@code Long}; arrays {@link NpyFile}.
 *
 * <p>Source: CPython, Lib/pickletools.py, protocols 2 to 5.
 */
final class PickleReader {
  private static final int MAX_BYTES = 512 << 20;

  /** CIFAR-100's training part takes some 400,000; each may leave an object in memory. */
  private static final int MAX_OPERATIONS = 1 << 21;

  private static final Object MARK = new Object();
  private static final Object NONE = new Object();

  /** A function or class by name. */
  private record Global(String module, String name) {
    boolean is(String wantedModule, String wantedName) {
      return name.equals(wantedName)
          && module.replace("numpy._core", "numpy.core").equals(wantedModule);
    }
  }

  /** An element type while it is built. */
  private static final class Type {
    private final String code;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

    private Type(String code) {
      this.code = code;
    }
  }

  /** An array while it is built. */
  private static final class Array {
    private @Nullable NpyFile built;
  }

  private final Path file;
  private final ByteBuffer in;
  private final List<Object> stack = new ArrayList<>();
  private final Map<Integer, Object> memo = new HashMap<>();
  private long arrayBytes;

  private PickleReader(Path file, byte[] bytes) {
    this.file = file;
    this.in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Reads a file that holds a dictionary.
   *
   * @throws DataException if it is not a pickle of one, or holds anything but the types above
   */
  static Map<String, Object> read(Path file) {
    PickleReader reader =
        new PickleReader(file, RegularFile.readBytes(file, "a pickled batch", MAX_BYTES));
    try {
      return reader.dictionary();
    } catch (IndexOutOfBoundsException
        | BufferUnderflowException
        | ClassCastException
        | ArithmeticException
        | UnsupportedOperationException // something put into a tuple
        | IllegalArgumentException damaged) {
      throw reader.refused("a pickle that is truncated or damaged: " + damaged, damaged);
    }
  }

  private Map<String, Object> dictionary() {
    for (int operations = 1; step(in.get() & 0xff); operations++) {
      if (operations == MAX_OPERATIONS) {
        throw refused("more than " + MAX_OPERATIONS + " operations", null);
      }
    }
    if (!(top() instanceof Map<?, ?>)) {
      throw refused("something else than a dictionary", null);
    }
    Map<String, Object> map = map(pop());
    Map<String, Object> result = new LinkedHashMap<>();
    map.forEach(
        (key, value) ->
            result.put(
                key, value instanceof Array array && array.built != null ? array.built : value));
    return result;
  }

  /** Does one operation; false after the last. */
  private boolean step(int operation) {
    switch (operation) {
      case 0x80 -> in.get(); // PROTO
      case 0x95 -> in.getLong(); // FRAME
      case '.' -> {
        return false;
      }
      case '(' -> push(MARK);
      case '}' -> push(new LinkedHashMap<>());
      case ']' -> push(new ArrayList<>());
      case ')' -> push(List.of());
      case 'N' -> push(NONE);
      case 0x88 -> push(true);
      case 0x89 -> push(false);
      case 'K' -> push((long) (in.get() & 0xff));
      case 'M' -> push((long) (in.getShort() & 0xffff));
      case 'J' -> push((long) in.getInt());
      case 'U', 'C' -> push(text(in.get() & 0xff, StandardCharsets.ISO_8859_1));
      case 'T', 'B' -> push(text(in.getInt(), StandardCharsets.ISO_8859_1));
      case 0x8e, 0x96 -> push(text(Math.toIntExact(in.getLong()), StandardCharsets.ISO_8859_1));
      case 0x8c -> push(text(in.get() & 0xff, StandardCharsets.UTF_8));
      case 'X' -> push(text(in.getInt(), StandardCharsets.UTF_8));
      case 'q' -> memo.put(in.get() & 0xff, top());
      case 'r' -> memo.put(in.getInt(), top());
      case 0x94 -> memo.put(memo.size(), top());
      case 'h' -> recall(in.get() & 0xff);
      case 'j' -> recall(in.getInt());
      case 0x85 -> push(last(1));
      case 0x86 -> push(last(2));
      case 0x87 -> push(last(3));
      case 't' -> push(toMark());
      case 'a' -> append(last(1));
      case 'e' -> append(toMark());
      case 's' -> put(last(2));
      case 'u' -> put(toMark());
      case 'c' -> push(new Global(line(), line()));
      case 0x93 -> {
        List<Object> names = last(2);
        push(new Global((String) names.get(0), (String) names.get(1)));
      }
      case 'R' -> {
        List<Object> call = last(2);
        push(made((Global) call.get(0), list(call.get(1))));
      }
      case 'b' -> build(list(pop()));
      default ->
          throw refused(String.format("operation 0x%02x, which such files lack", operation), null);
    }
    return true;
  }

  private void push(Object value) {
    stack.add(value);
  }

  private Object top() {
    return stack.get(stack.size() - 1);
  }

  private Object pop() {
    return stack.remove(stack.size() - 1);
  }

  private List<Object> last(int count) {
    List<Object> end = stack.subList(stack.size() - count, stack.size());
    List<Object> values = new ArrayList<>(end);
    end.clear();
    return values;
  }

  private List<Object> toMark() {
    int mark = stack.lastIndexOf(MARK);
    List<Object> values = last(stack.size() - 1 - mark);
    pop();
    return values;
  }

  private void recall(int index) {
    Object value = memo.get(index);
    if (value == null) {
      throw refused("a reference to nothing", null);
    }
    push(value);
  }

  @SuppressWarnings("unchecked") // Lists are made here alone.
  private static List<Object> list(Object value) {
    return (List<Object>) value;
  }

  private void append(List<Object> values) {
    list(top()).addAll(values);
  }

  @SuppressWarnings("unchecked") // Dictionaries are made here alone.
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  private void put(List<Object> pairs) {
    for (int i = 0; i + 1 < pairs.size(); i += 2) {
      // Texts alone: a list that holds itself has no hash.
      map(top()).put((String) pairs.get(i), pairs.get(i + 1));
    }
  }

  private String text(int length, Charset charset) {
    if (length < 0 || length > in.remaining()) {
      throw refused("a text of " + length + " bytes, more than there are", null);
    }
    String text = new String(in.array(), in.position(), length, charset);
    in.position(in.position() + length);
    return text;
  }

  private String line() {
    int start = in.position();
    while (in.get() != '\n') {
      // On to the line's end.
    }
    return new String(in.array(), start, in.position() - 1 - start, StandardCharsets.UTF_8);
  }

  /** What calling a function would give, for the few that make arrays. */
  private Object made(Global function, List<Object> arguments) {
    if (function.is("numpy.core.multiarray", "_reconstruct")) {
      return new Array();
    }
    if (function.is("numpy", "dtype")) {
      return new Type((String) arguments.get(0));
    }
    if (function.is("_codecs", "encode") && arguments.get(1).equals("latin1")) {
      return arguments.get(0);
    }
    if (function.is("numpy.core.numeric", "_frombuffer")) {
      Array array = new Array();
      array.built =
          array(
              list(arguments.get(2)),
              (Type) arguments.get(1),
              arguments.get(3).equals("F"),
              (String) arguments.get(0));
      return array;
    }
    throw refused(
        "a call of " + function.module() + "." + function.name() + ", which is never run", null);
  }

  /** Gives the object on top its state. */
  private void build(List<Object> state) {
    if (top() instanceof Type type) {
      type.order = state.get(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    } else if (top() instanceof Array array) {
      array.built =
          array(
              list(state.get(1)),
              (Type) state.get(2),
              state.get(3).equals(true),
              (String) state.get(4));
    } else {
      throw refused("an object that is no array", null);
    }
  }

  private NpyFile array(List<Object> shape, Type type, boolean fortran, String data) {
    ElementType element =
        ElementType.of(type.code)
            .orElseThrow(() -> refused("an array of type '" + type.code + "'", null));
    int[] axes = shape.stream().mapToInt(axis -> Math.toIntExact((Long) axis)).toArray();
    // Each array copies its bytes, which another one may have copied too.
    arrayBytes += data.length();
    if (arrayBytes > in.limit()) {
      throw refused("arrays of more bytes than the file has", null);
    }
    NpyHeader header = new NpyHeader(file.toString(), element, type.order, fortran, axes, 0);
    return NpyFile.of(header, data.getBytes(StandardCharsets.ISO_8859_1));
  }

  private DataException refused(String found, @Nullable Throwable cause) {
    return new DataException(
        file
            + ": expected a CIFAR batch that Python pickled (a dictionary of arrays and labels),"
            + " found "
            + found
            + ". Use CIFAR's binary version (cifar-10-binary.tar.gz or cifar-100-binary.tar.gz), or"
            + " save the arrays with numpy.savez(file, x=images, y=labels).",
        cause);
  }
}
