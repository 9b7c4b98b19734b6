package io.separatrix.cli.option;

import io.separatrix.data.Cifar10Fetch;
import io.separatrix.data.PixelRange;
import io.separatrix.data.RemoteFile;
import io.separatrix.experiment.run.Shard;
import io.separatrix.geometry.path.Scenario;
import io.separatrix.network.architecture.PublishedNetwork;
import io.separatrix.network.architecture.PublishedNetworks;
import io.separatrix.network.engine.DeviceName;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** How the options' texts are read, by the options' types; a whole number is at least 1. */
public final class Converters {

  private Converters() {}

  /** Tells a command and its subcommands. */
  public static void register(CommandLine command) {
    for (OptionSpec option : command.getCommandSpec().options()) {
      if (option.type().isEnum()) {
        registerConstants(command, option.type());
      }
    }
    command.getSubcommands().values().forEach(Converters::register);
    command
        .registerConverter(int.class, text -> Numbers.atLeast(1, text))
        .registerConverter(Integer.class, text -> Numbers.atLeast(1, text))
        .registerConverter(
            RemoteFile.class, checked(text -> Cifar10Fetch.ARCHIVE.from(URI.create(text))))
        .registerConverter(PixelRange.class, checked(Converters::range))
        .registerConverter(DeviceName.class, checked(DeviceName::parse))
        .registerConverter(Shard.class, checked(Shard::of))
        .registerConverter(PublishedNetwork.class, checked(PublishedNetworks::find))
        .registerConverter(Scenario.class, checked(text -> Scenario.of(Numbers.whole(text))));
  }

  /** The name of a constant in lower case, as options have it. */
  public static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static <E> void registerConstants(CommandLine command, Class<E> type) {
    command.registerConverter(type, checked(text -> constant(type.getEnumConstants(), text)));
  }

  private static <E> E constant(E[] constants, String text) {
    List<String> names = Arrays.stream(constants).map(c -> name((Enum<?>) c)).toList();
    int index = names.indexOf(text.toLowerCase(Locale.ROOT));
    if (index < 0) {
      throw new IllegalArgumentException(
          "expected one of " + String.join(", ", names) + ", found '" + text + "'");
    }
    return constants[index];
  }

  /** LOW,HIGH, or null for auto. */
  private static @Nullable PixelRange range(String text) {
    return text.equals("auto") ? null : PixelRange.parse(text);
  }

  private static <T> ITypeConverter<T> checked(Function<String, ? extends @Nullable T> parser) {
    return text -> {
      try {
        return parser.apply(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    };
  }
}
