// One boxed door to every operator that the dispatcher knows.
#include "shim.h"

#include <ATen/ScalarOps.h>
#include <ATen/core/Generator.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/stack.h>

#include <vector>

namespace midsl {

namespace {

thread_local std::string last_error;

enum class Kind : uint8_t { Tensor, TensorList, OptionalTensorList, Number, Int, Float, Bool, IntList, FloatList, BoolList, Other };

struct Parameter {
  Kind kind;
  bool optional;
  bool has_default;
  c10::IValue default_value;
};

struct Operator {
  c10::OperatorHandle handle;
  std::vector<Parameter> parameters;
  std::vector<bool> aliases;  // by return value
};

Kind kind_of_list(const c10::Type& element) {
  switch (element.kind()) {
    case c10::TypeKind::TensorType: return Kind::TensorList;
    case c10::TypeKind::OptionalType: return Kind::OptionalTensorList;
    case c10::TypeKind::IntType:
    case c10::TypeKind::SymIntType: return Kind::IntList;
    case c10::TypeKind::FloatType: return Kind::FloatList;
    case c10::TypeKind::BoolType: return Kind::BoolList;
    default: return Kind::Other;
  }
}

Kind kind_of(const c10::Type& type) {
  switch (type.kind()) {
    case c10::TypeKind::TensorType: return Kind::Tensor;
    case c10::TypeKind::NumberType: return Kind::Number;
    case c10::TypeKind::IntType:
    case c10::TypeKind::SymIntType: return Kind::Int;
    case c10::TypeKind::FloatType: return Kind::Float;
    case c10::TypeKind::BoolType: return Kind::Bool;
    case c10::TypeKind::ListType: return kind_of_list(*type.castRaw<c10::ListType>()->getElementType());
    default: return Kind::Other;
  }
}

Parameter describe(const c10::Argument& argument) {
  const auto* type = argument.type().get();
  const auto* optional = type->castRaw<c10::OptionalType>();
  Parameter p{kind_of(optional != nullptr ? *optional->getElementType() : *type), optional != nullptr,
              argument.default_value().has_value(), {}};
  if (p.has_default) p.default_value = *argument.default_value();
  return p;
}

// A number where the schema wants a tensor joins type promotion as a Python number does, and is far cheaper
// than the operator's own Scalar overload. Beside a float tensor (the first argument) it is made a float at once: what
// promotion would come to, without its conversion.
at::Tensor wrapped_number(const c10::Scalar& scalar, const c10::Stack& stack) {
  const auto beside_float = !scalar.isComplex() && !stack.empty() && stack[0].isTensor() && stack[0].toTensor().defined() &&
                            stack[0].toTensor().scalar_type() == at::kFloat;
  auto tensor = beside_float ? at::detail::scalar_tensor_static(scalar, at::kFloat, at::kCPU) : c10::scalar_to_tensor(scalar);
  tensor.unsafeGetTensorImpl()->set_wrapped_number(true);
  return tensor;
}

c10::IValue tensor_list(const Arg& arg, Kind kind) {
  const auto* handles = static_cast<void* const*>(arg.p);
  if (kind == Kind::OptionalTensorList) {
    c10::List<c10::optional<at::Tensor>> list;
    list.reserve(arg.n);
    for (int32_t i = 0; i < arg.n; i++)
      list.push_back(handles[i] == nullptr ? c10::nullopt : c10::make_optional(borrow(handles[i])));
    return list;
  }
  c10::List<at::Tensor> list;
  list.reserve(arg.n);
  for (int32_t i = 0; i < arg.n; i++) list.push_back(borrow(handles[i]));
  return list;
}

c10::Device device_of(int64_t packed) {
  return c10::Device(static_cast<c10::DeviceType>(packed >> 8), static_cast<c10::DeviceIndex>(static_cast<int8_t>(packed & 0xff)));
}

// The schema drives the conversion: an integer becomes whatever the parameter wants to see.
c10::IValue from_int(int64_t value, Kind kind, const c10::Stack& stack) {
  switch (kind) {
    case Kind::Float: return static_cast<double>(value);
    case Kind::Bool: return value != 0;
    case Kind::Tensor: return wrapped_number(value, stack);
    case Kind::IntList: return c10::IValue(c10::IntArrayRef(value));
    default: return value;
  }
}

c10::IValue from_double(double value, Kind kind, const c10::Stack& stack) {
  switch (kind) {
    case Kind::Tensor: return wrapped_number(value, stack);
    case Kind::Int: return static_cast<int64_t>(value);
    case Kind::FloatList: return c10::IValue(c10::ArrayRef<double>(value));
    default: return value;
  }
}

// `stack` holds the arguments before this one.
c10::IValue convert(const Arg& arg, const Parameter& parameter, const c10::Stack& stack) {
  switch (arg.tag) {
    case Tag::Tensor: return borrow(arg.p);
    case Tag::TensorList: return tensor_list(arg, parameter.kind);
    case Tag::Int: return from_int(arg.i, parameter.kind, stack);
    case Tag::Double: return from_double(arg.d, parameter.kind, stack);
    case Tag::Bool: return parameter.kind == Kind::Tensor ? c10::IValue(wrapped_number(arg.i != 0, stack)) : c10::IValue(arg.i != 0);
    case Tag::IntList: return c10::IValue(c10::IntArrayRef(static_cast<const int64_t*>(arg.p), arg.n));
    case Tag::DoubleList: return c10::IValue(c10::ArrayRef<double>(static_cast<const double*>(arg.p), arg.n));
    case Tag::BoolList: {
      c10::List<bool> list;
      for (int32_t i = 0; i < arg.n; i++) list.push_back(static_cast<const uint8_t*>(arg.p)[i] != 0);
      return list;
    }
    case Tag::String: return std::string(static_cast<const char*>(arg.p), arg.n);
    case Tag::Device: return device_of(arg.i);
    case Tag::Generator:
      return at::Generator(c10::intrusive_ptr<c10::GeneratorImpl>::reclaim_copy(
          static_cast<c10::GeneratorImpl*>(const_cast<void*>(arg.p))));
    case Tag::Complex: {
      const auto* parts = static_cast<const double*>(arg.p);
      c10::complex<double> value(parts[0], parts[1]);
      return parameter.kind == Kind::Tensor ? c10::IValue(wrapped_number(value, stack)) : c10::IValue(value);
    }
    case Tag::Default:
      TORCH_CHECK(parameter.has_default, "argument has no default");
      return parameter.default_value;
    case Tag::None: break;
  }
  // A missing tensor is an undefined one, unless the schema knows None.
  return parameter.kind == Kind::Tensor && !parameter.optional ? c10::IValue(at::Tensor()) : c10::IValue();
}

// Lists of tensors outlive the call until the next one on this thread; the caller copies them at once.
thread_local std::vector<Result> list_buffer;

Result wrap_value(c10::IValue&& value, bool aliases) {
  Result r{};
  if (value.isTensor()) return wrap(std::move(value).toTensor(), aliases);
  if (value.isTensorList()) {
    list_buffer.clear();
    for (const auto& element : value.toTensorVector()) list_buffer.push_back(wrap(element, aliases));
    r.tag = Tag::TensorList;
    r.n = static_cast<int32_t>(list_buffer.size());
    r.p = list_buffer.data();
  } else if (value.isInt()) {
    r.tag = Tag::Int;
    r.i = value.toInt();
  } else if (value.isDouble()) {
    r.tag = Tag::Double;
    r.d = value.toDouble();
  } else if (value.isBool()) {
    r.tag = Tag::Bool;
    r.i = value.toBool() ? 1 : 0;
  } else if (value.isComplexDouble()) {
    auto c = value.toComplexDouble();
    r.tag = Tag::Complex;
    r.d = c.real();
    r.imag = c.imag();
  } else {
    TORCH_CHECK(value.isNone(), "unsupported result type ", value.tagKind());
    r.tag = Tag::None;
  }
  return r;
}

// Takes this thread's spare stack for the time of one call, so that a nested call (from a callback) gets its own.
struct BorrowedStack {
  static thread_local c10::Stack spare;
  c10::Stack stack = std::move(spare);
  ~BorrowedStack() {
    stack.clear();
    spare = std::move(stack);
  }
};
thread_local c10::Stack BorrowedStack::spare;

}  // namespace

void set_error(std::string text) { last_error = std::move(text); }

Result wrap(at::Tensor tensor, bool aliases) {
  Result r{};
  r.tag = Tag::Tensor;
  // A gradient that is known to be zero comes without memory; managed code may want to read it.
  if (tensor.defined() && tensor._is_zerotensor()) tensor = tensor.clone();
  if (tensor.defined() && tensor.has_storage() && (!aliases || (tensor.use_count() == 1 && tensor.storage().use_count() == 1)))
    r.bytes = static_cast<int64_t>(tensor.storage().nbytes());
  r.p = release(std::move(tensor));
  return r;
}

}  // namespace midsl

using namespace midsl;

MIDSL_EXPORT const char* midsl_last_error() { return last_error.c_str(); }

// The operator `aten::name` with this overload; kept for the life of the process.
MIDSL_EXPORT void* midsl_find_operator(const char* name, const char* overload) {
  return guarded<void*>(nullptr, [&]() -> void* {
    auto handle = c10::Dispatcher::singleton().findSchemaOrThrow((std::string("aten::") + name).c_str(), overload);
    auto op = std::make_unique<Operator>(Operator{handle, {}, {}});
    for (const auto& argument : handle.schema().arguments()) op->parameters.push_back(describe(argument));
    for (const auto& value : handle.schema().returns()) op->aliases.push_back(value.alias_info() != nullptr);
    return op.release();
  });
}

// Calls an operator; arguments left off at the end take the schema's defaults. Keeps at most `capacity` results and
// returns how many, or -1.
MIDSL_EXPORT int32_t midsl_call(const void* op_handle, const Arg* args, int32_t n_args, Result* results, int32_t capacity) {
  return guarded<int32_t>(-1, [&]() -> int32_t {
    const auto& op = *static_cast<const Operator*>(op_handle);
    BorrowedStack borrowed;
    auto& stack = borrowed.stack;
    const auto wanted = static_cast<int32_t>(op.parameters.size());
    TORCH_CHECK(n_args <= wanted, op.handle.schema().name(), " takes ", wanted, " arguments, not ", n_args);
    for (int32_t i = 0; i < wanted; i++) {
      const auto& parameter = op.parameters[i];
      if (i < n_args && args[i].tag != Tag::Default) {
        stack.push_back(convert(args[i], parameter, stack));
      } else {
        TORCH_CHECK(parameter.has_default, op.handle.schema().name(), " is missing argument ", i);
        stack.push_back(parameter.default_value);
      }
    }
    op.handle.callBoxed(stack);
    const auto count = std::min(static_cast<int32_t>(stack.size()), capacity);
    for (int32_t i = 0; i < count; i++) results[i] = wrap_value(std::move(stack[i]), op.aliases[i]);
    return count;
  });
}
