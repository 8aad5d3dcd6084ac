// The gradient engine through libtorch's own C++ interface, and the thread's grad and inference modes.
#include "shim.h"

#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/anomaly_mode.h>
#include <torch/csrc/autograd/autograd.h>

using namespace midsl;

namespace {
torch::autograd::variable_list list(void* const* handles, int32_t n) {
  torch::autograd::variable_list tensors;
  tensors.reserve(n);
  for (int32_t i = 0; i < n; i++) tensors.push_back(borrow(handles[i]));
  return tensors;
}
}  // namespace

MIDSL_EXPORT int32_t midsl_backward(void* const* tensors, int32_t n, void* const* grads, int32_t n_grads, int32_t retain_graph,
                                    int32_t create_graph, void* const* inputs, int32_t n_inputs) {
  return guarded<int32_t>(-1, [&] {
    torch::autograd::backward(list(tensors, n), list(grads, n_grads), retain_graph != 0, create_graph != 0, list(inputs, n_inputs));
    return 0;
  });
}

// One result by input; the gradient of an unused input is null.
MIDSL_EXPORT int32_t midsl_grad(void* const* outputs, int32_t n, void* const* inputs, int32_t n_inputs, void* const* grads,
                                int32_t n_grads, int32_t retain_graph, int32_t create_graph, int32_t allow_unused, Result* results) {
  return guarded<int32_t>(-1, [&] {
    auto found = torch::autograd::grad(list(outputs, n), list(inputs, n_inputs), list(grads, n_grads), retain_graph != 0,
                                       create_graph != 0, allow_unused != 0);
    for (size_t i = 0; i < found.size(); i++) results[i] = wrap(std::move(found[i]), false);
    return 0;
  });
}

MIDSL_EXPORT int32_t midsl_tensor_is_leaf(void* handle) { return borrow(handle).is_leaf() ? 1 : 0; }

MIDSL_EXPORT int32_t midsl_tensor_set_requires_grad(void* handle, int32_t value) {
  return guarded<int32_t>(-1, [&] {
    borrow(handle).set_requires_grad(value != 0);
    return 0;
  });
}

MIDSL_EXPORT int32_t midsl_tensor_retain_grad(void* handle) {
  return guarded<int32_t>(-1, [&] {
    borrow(handle).retain_grad();
    return 0;
  });
}

// The gradient as a new handle, or null when there is none.
MIDSL_EXPORT void* midsl_tensor_grad(void* handle) {
  return guarded<void*>(nullptr, [&] { return wrap(borrow(handle).grad(), true).p; });
}

MIDSL_EXPORT int32_t midsl_tensor_set_grad(void* handle, void* grad) {
  return guarded<int32_t>(-1, [&] {
    borrow(handle).mutable_grad() = borrow(grad);
    return 0;
  });
}

MIDSL_EXPORT int32_t midsl_grad_mode() { return c10::GradMode::is_enabled() ? 1 : 0; }
MIDSL_EXPORT void midsl_set_grad_mode(int32_t enabled) { c10::GradMode::set_enabled(enabled != 0); }

MIDSL_EXPORT int32_t midsl_inference_mode() { return c10::InferenceMode::is_enabled() ? 1 : 0; }
MIDSL_EXPORT void* midsl_inference_mode_enter(int32_t enabled) { return new c10::InferenceMode(enabled != 0); }
MIDSL_EXPORT void midsl_inference_mode_leave(void* guard) { delete static_cast<c10::InferenceMode*>(guard); }

MIDSL_EXPORT int32_t midsl_anomaly_mode() { return torch::autograd::AnomalyMode::is_enabled() ? 1 : 0; }
MIDSL_EXPORT int32_t midsl_anomaly_check_nan() { return torch::autograd::AnomalyMode::should_check_nan() ? 1 : 0; }
MIDSL_EXPORT void midsl_set_anomaly_mode(int32_t enabled, int32_t check_nan) {
  torch::autograd::AnomalyMode::set_enabled(enabled != 0, check_nan != 0);
}
