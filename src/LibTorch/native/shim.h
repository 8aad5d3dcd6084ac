// The C boundary of the drop-in. Tensors and generators cross it as raw owning pointers to their intrusive
// implementation, so that a handle costs no allocation of its own. Mirrored by src/LibTorch/Interop/Native.cs.
#pragma once

#include <ATen/core/Tensor.h>
#include <c10/util/Exception.h>

#include <cstdint>
#include <string>

#define MIDSL_EXPORT extern "C" __attribute__((visibility("default")))

namespace midsl {

enum class Tag : int32_t {
  Default = 0,     // take the schema's default
  None = 1,
  Tensor = 2,      // pointer
  TensorList = 3,  // n pointers
  Int = 4,         // int64; also dtype, layout and memory format, which schemas hold as integers
  Double = 5,
  Bool = 6,
  IntList = 7,     // n int64
  DoubleList = 8,  // n doubles
  BoolList = 9,    // n bytes
  String = 10,     // n UTF-8 bytes
  Device = 11,     // type << 8 | index as a signed byte
  Generator = 12,  // pointer
  Complex = 13,    // 2 doubles
};

struct Arg {
  Tag tag;
  int32_t n;
  union {
    int64_t i;
    double d;
    const void* p;
  };
};

struct Result {
  Tag tag;
  int32_t n;
  union {
    int64_t i;
    double d;
    void* p;
  };
  union {
    int64_t bytes;  // of storage that no other tensor is known to own: what the garbage collector should count
    double imag;
  };
};

inline at::Tensor borrow(const void* impl) {
  if (impl == nullptr) return {};
  return at::Tensor(c10::intrusive_ptr<at::TensorImpl, at::UndefinedTensorImpl>::reclaim_copy(
      static_cast<at::TensorImpl*>(const_cast<void*>(impl))));
}

inline void* release(at::Tensor tensor) {
  return tensor.defined() ? tensor.unsafeReleaseTensorImpl() : nullptr;
}

// A tensor result; `aliases` says that the schema allows the storage to be shared with an argument.
Result wrap(at::Tensor tensor, bool aliases);

void set_error(std::string text);

// Runs `body`; on an exception keeps its text for midsl_last_error and returns `failed`.
template <class R, class F>
R guarded(R failed, F&& body) noexcept {
  try {
    return body();
  } catch (const c10::Error& e) {
    set_error(e.what_without_backtrace());
  } catch (const std::exception& e) {
    set_error(e.what());
  } catch (...) {
    set_error("unknown native exception");
  }
  return failed;
}

}  // namespace midsl
