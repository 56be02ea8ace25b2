package stompjar.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import stompjar.train.Architecture;

/** Says what is wrong with an architecture as wrong usage. */
final class ArchitectureText implements ITypeConverter<Architecture> {
    @Override
    public Architecture convert(String text) {
        try {
            return Architecture.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
