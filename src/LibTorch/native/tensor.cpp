// What a tensor says about itself without an operator call.
#include "shim.h"

#include <ATen/EmptyTensor.h>
#include <ATen/NamedTensorUtils.h>
#include <ATen/Parallel.h>
#include <ATen/ops/from_blob.h>
#include <c10/core/DefaultDtype.h>

#include <cstring>

using namespace midsl;

namespace {
at::TensorImpl* impl(void* handle) { return static_cast<at::TensorImpl*>(handle); }
}  // namespace

MIDSL_EXPORT void midsl_tensor_free(void* handle) {
  c10::intrusive_ptr<at::TensorImpl, at::UndefinedTensorImpl>::reclaim(impl(handle));
}

// One more owning handle of the same tensor.
MIDSL_EXPORT void* midsl_tensor_alias(void* handle) { return release(borrow(handle)); }

MIDSL_EXPORT int64_t midsl_tensor_dim(void* handle) { return impl(handle)->dim(); }
MIDSL_EXPORT int64_t midsl_tensor_numel(void* handle) { return impl(handle)->numel(); }
MIDSL_EXPORT int32_t midsl_tensor_dtype(void* handle) { return static_cast<int32_t>(c10::typeMetaToScalarType(impl(handle)->dtype())); }
MIDSL_EXPORT int64_t midsl_tensor_element_size(void* handle) { return static_cast<int64_t>(impl(handle)->dtype().itemsize()); }
MIDSL_EXPORT int32_t midsl_tensor_device(void* handle) {
  auto device = impl(handle)->device();
  return (static_cast<int32_t>(device.type()) << 8) | static_cast<uint8_t>(device.index());
}
MIDSL_EXPORT int32_t midsl_tensor_is_contiguous(void* handle) { return impl(handle)->is_contiguous() ? 1 : 0; }
MIDSL_EXPORT int32_t midsl_tensor_is_sparse(void* handle) { return impl(handle)->is_sparse() ? 1 : 0; }
MIDSL_EXPORT int32_t midsl_tensor_requires_grad(void* handle) { return borrow(handle).requires_grad() ? 1 : 0; }

// Writes sizes and strides, each of dim() numbers.
MIDSL_EXPORT void midsl_tensor_sizes(void* handle, int64_t* sizes) {
  auto s = impl(handle)->sizes();
  std::memcpy(sizes, s.data(), s.size() * sizeof(int64_t));
}

MIDSL_EXPORT int32_t midsl_tensor_strides(void* handle, int64_t* strides) {
  return guarded<int32_t>(-1, [&] {
    auto s = impl(handle)->strides();
    std::memcpy(strides, s.data(), s.size() * sizeof(int64_t));
    return 0;
  });
}

MIDSL_EXPORT int64_t midsl_tensor_storage_offset(void* handle) {
  return guarded<int64_t>(-1, [&] { return impl(handle)->storage_offset(); });
}

MIDSL_EXPORT void* midsl_tensor_data(void* handle) {
  return guarded<void*>(nullptr, [&] { return borrow(handle).data_ptr(); });
}

// An uninitialized contiguous CPU tensor for the caller to fill.
MIDSL_EXPORT int32_t midsl_tensor_allocate(int32_t dtype, const int64_t* sizes, int32_t dim, Result* result, void** data) {
  return guarded<int32_t>(-1, [&] {
    at::Tensor tensor = at::detail::empty_cpu(at::IntArrayRef(sizes, dim), static_cast<at::ScalarType>(dtype));
    *data = tensor.data_ptr();
    *result = wrap(std::move(tensor), false);
    return 0;
  });
}

// A contiguous CPU tensor over memory of the caller's, who is told through `release` when it is no longer needed.
MIDSL_EXPORT int32_t midsl_tensor_over(void* data, int32_t dtype, const int64_t* sizes, int32_t dim, void* context,
                                       void (*release)(void*), Result* result) {
  return guarded<int32_t>(-1, [&] {
    auto tensor = at::from_blob(data, at::IntArrayRef(sizes, dim), [context, release](void*) { release(context); },
                                at::TensorOptions(static_cast<at::ScalarType>(dtype)));
    *result = wrap(std::move(tensor), false);
    result->bytes = 0;  // the array's owner knows of them
    return 0;
  });
}

// Names the dimensions in place; null or "*" leaves one unnamed, no names at all removes them.
MIDSL_EXPORT int32_t midsl_tensor_set_names(void* handle, const char* const* names, int32_t n) {
  return guarded<int32_t>(-1, [&] {
    auto tensor = borrow(handle);
    if (names == nullptr) {
      at::internal_set_names_inplace(tensor, c10::nullopt);
      return 0;
    }
    std::vector<at::Dimname> list;
    for (int32_t i = 0; i < n; i++)
      list.push_back(names[i] == nullptr ? at::Dimname::wildcard() : at::Dimname::fromSymbol(at::Symbol::dimname(names[i])));
    at::internal_set_names_inplace(tensor, at::DimnameList(list));
    return 0;
  });
}

// The name of one dimension, or null; the text lives as long as the process.
MIDSL_EXPORT const char* midsl_tensor_name(void* handle, int32_t dim) {
  return guarded<const char*>(nullptr, [&]() -> const char* {
    auto tensor = borrow(handle);
    if (!tensor.has_names()) return nullptr;
    auto name = tensor.names()[dim];
    return name.isBasic() ? name.symbol().toUnqualString() : nullptr;
  });
}

MIDSL_EXPORT int32_t midsl_get_num_threads() { return at::get_num_threads(); }
MIDSL_EXPORT int32_t midsl_get_num_interop_threads() { return at::get_num_interop_threads(); }

MIDSL_EXPORT int32_t midsl_set_num_threads(int32_t n) {
  return guarded<int32_t>(-1, [&] {
    at::set_num_threads(n);
    return 0;
  });
}

MIDSL_EXPORT int32_t midsl_set_num_interop_threads(int32_t n) {
  return guarded<int32_t>(-1, [&] {
    at::set_num_interop_threads(n);
    return 0;
  });
}

MIDSL_EXPORT int32_t midsl_set_default_dtype(int32_t dtype) {
  return guarded<int32_t>(-1, [&] {
    c10::set_default_dtype(c10::scalarTypeToTypeMeta(static_cast<at::ScalarType>(dtype)));
    return 0;
  });
}

MIDSL_EXPORT int32_t midsl_get_default_dtype() { return static_cast<int32_t>(c10::get_default_dtype_as_scalartype()); }

MIDSL_EXPORT int32_t midsl_promote_types(int32_t a, int32_t b) {
  return guarded<int32_t>(-1, [&] {
    return static_cast<int32_t>(c10::promoteTypes(static_cast<at::ScalarType>(a), static_cast<at::ScalarType>(b)));
  });
}
