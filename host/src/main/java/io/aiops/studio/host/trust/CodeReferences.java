package io.aiops.studio.host.trust;

import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ConstantDynamicEntry;
import java.lang.classfile.constantpool.DynamicConstantPoolEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.ConstantInstruction.LoadConstantInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.util.function.Consumer;

/** Which entries of its class's constant pool the code of a method refers to. */
final class CodeReferences {

  /** Constants of constants: deeper ones are the class's, not the method's. */
  private static final int DEPTH = 3;

  private CodeReferences() {}

  static void of(MethodModel method, Consumer<PoolEntry> entries) {
    method.code().ifPresent(code -> code.forEach(element -> of(element, entries)));
  }

  private static void of(CodeElement element, Consumer<PoolEntry> entries) {
    switch (element) {
      case InvokeInstruction i -> entries.accept(i.method());
      case FieldInstruction i -> entries.accept(i.field());
      case NewObjectInstruction i -> entries.accept(i.className());
      case NewReferenceArrayInstruction i -> entries.accept(i.componentType());
      case NewMultiArrayInstruction i -> entries.accept(i.arrayType());
      case TypeCheckInstruction i -> entries.accept(i.type());
      case ExceptionCatch i -> i.catchType().ifPresent(entries);
      case LoadConstantInstruction i -> constant(i.constantEntry(), entries, DEPTH);
      case InvokeDynamicInstruction i -> dynamic(i.invokedynamic(), entries, DEPTH);
      default -> {}
    }
  }

  private static void constant(
      LoadableConstantEntry constant, Consumer<PoolEntry> entries, int depth) {
    switch (constant) {
      case MethodHandleEntry handle -> entries.accept(handle.reference());
      case ConstantDynamicEntry dynamic -> dynamic(dynamic, entries, depth);
      default -> entries.accept(constant);
    }
  }

  /** Method references, lambdas and texts that are put together are arguments of a bootstrap. */
  private static void dynamic(
      DynamicConstantPoolEntry dynamic, Consumer<PoolEntry> entries, int depth) {
    if (depth > 0) {
      entries.accept(dynamic.bootstrap().bootstrapMethod().reference());
      dynamic.bootstrap().arguments().forEach(argument -> constant(argument, entries, depth - 1));
    }
  }
}
