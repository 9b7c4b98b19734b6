package io.separatrix.proof.enclosure;
final class CompositeOperators { static void register(java.util.Map<String, Compiler.Translation> t){} }
